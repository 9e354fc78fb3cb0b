//! The same findings for programs: JSON, and its description.

use karenina_model::TableId;
use karenina_report::{self as report, row_name};
use maud::html;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::openapi::{
    ContentBuilder, HttpMethod, Info, ObjectBuilder, OpenApiBuilder, Paths, PathsBuilder, Ref,
    RefOr, Required, ResponseBuilder, ResponsesBuilder, Schema,
    path::{OperationBuilder, Parameter, ParameterBuilder, ParameterIn, PathItem},
    schema::{
        AdditionalProperties, ArrayBuilder, ComponentsBuilder, KnownFormat, SchemaFormat, Type,
    },
};

use crate::{
    answer::{Answer, Trouble},
    pages,
    routes::Look,
};

fn inside(it: impl std::fmt::Display) -> Trouble {
    Trouble::Inside(it.to_string())
}

fn out(it: &impl Serialize) -> Result<Answer, Trouble> {
    serde_json::to_vec(it).map(Answer::Json).map_err(inside)
}

/// The page that tells of it.
#[expect(clippy::unnecessary_wraps, reason = "every page answers alike")]
pub(crate) fn about(look: &Look<'_>) -> Result<Answer, Trouble> {
    let body = html! {
        section {
            p { a href="/api/openapi.json" { "/api/openapi.json" } }
            ul.names {
                @for (path, about, _) in PATHS {
                    li { code { "GET " (path) } " " (look.word(about)) }
                }
            }
        }
    };
    let title = "API".to_owned();
    Ok(Answer::Page { body: pages::plain(&title, &look.word("site-api-lead"), &body), title })
}

/// The programme: what it is called, when it is judged, how many clusters have which verdict.
pub(crate) fn programme(look: &Look<'_>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let it = judgement.report(look.lang);
    let of = |verdict| it.found.clusters.iter().filter(|it| it.verdict == verdict).count();
    let programme = it.dataset.table(TableId::PROGRAMME).rows().next();
    let name = programme.map(|row| row_name(&it, TableId::PROGRAMME, row));
    out(&json!({
        "name": name,
        "judged_as_of": it.found.on.to_string(),
        "clusters": it.found.clusters.len(),
        "sustainable": of(karenina_assess::ClusterVerdict::Sustainable),
        "not_sustainable": of(karenina_assess::ClusterVerdict::NotSustainable),
        "undetermined": of(karenina_assess::ClusterVerdict::Undetermined),
        "catalogue": it.edition.catalogue,
        "data": it.edition.data,
        "program": it.edition.program,
    }))
}

/// Every cluster with its verdict and the signs that it misses.
pub(crate) fn clusters(look: &Look<'_>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let it = judgement.report(look.lang);
    let table = it.dataset.table(TableId::CLUSTERS);
    let signs = &it.catalogue.model.signs;
    let list: Vec<Value> = it
        .found
        .clusters
        .iter()
        .map(|found| {
            let missing: Vec<&str> =
                found.missing.iter().map(|at| signs[*at].id.as_str()).collect();
            json!({
                "key": table.key(found.cluster),
                "name": row_name(&it, TableId::CLUSTERS, found.cluster),
                "verdict": found.verdict.word(),
                "missing": missing,
            })
        })
        .collect();
    out(&list)
}

/// Everything that is found of one cluster.
pub(crate) fn cluster(look: &Look<'_>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let it = judgement.report(look.lang);
    let mut bytes = Vec::new();
    report::cluster_json(&it, look.cluster(&it)?, judgement.peers(), &mut bytes).map_err(inside)?;
    Ok(Answer::Json(bytes))
}

/// Every indicator.
pub(crate) fn indicators(look: &Look<'_>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let catalogue = judgement.report(look.lang).catalogue;
    let list: Vec<Value> = catalogue
        .indicators
        .iter()
        .enumerate()
        .map(|(at, it)| {
            let sign = &catalogue.model.signs[it.sign];
            json!({
                "id": it.id,
                "title": look.lang.of(&it.title),
                "sign": sign.id,
                "required": sign.required.contains(&at),
                "unit": it.unit.word(),
            })
        })
        .collect();
    out(&list)
}

/// What is wrong with the data.
pub(crate) fn problems(look: &Look<'_>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let mut bytes = Vec::new();
    report::problems_json(judgement.report(look.lang).problems, look.lang, &mut bytes)
        .map_err(inside)?;
    Ok(Answer::Json(bytes))
}

/// A path, the word that tells of it, and the schema of what it answers.
const PATHS: [(&str, &str, &str); 5] = [
    ("/api/programme", "site-api-programme", "Programme"),
    ("/api/clusters", "site-api-clusters", "Clusters"),
    ("/api/clusters/{key}", "site-api-cluster", "Cluster"),
    ("/api/indicators", "site-api-indicators", "Indicators"),
    ("/api/problems", "site-api-problems", "Problems"),
];

/// The description of all of it, as `OpenAPI` has it.
pub(crate) fn description(look: &Look<'_>) -> Result<Answer, Trouble> {
    let api = OpenApiBuilder::new()
        .info(Info::new("Karenina", look.office.options.program.as_str()))
        .paths(paths(look))
        .components(Some(components()))
        .build();
    out(&api)
}

fn components() -> utoipa::openapi::Components {
    let text = || ObjectBuilder::new().schema_type(Type::String).build();
    let count = || ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).build();
    let of = |fields: &[(&str, Schema)]| -> ObjectBuilder {
        let mut object = ObjectBuilder::new();
        for (name, it) in fields {
            object = object.property(*name, it.clone()).required(*name);
        }
        object
    };
    let words = |words: &[&str]| {
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words.to_vec())).build()
    };
    let list = |of: Schema| Schema::Array(ArrayBuilder::new().items(RefOr::T(of)).build());
    let verdict = || words(&["sustainable", "not_sustainable", "undetermined"]).into();
    let any = || {
        ObjectBuilder::new()
            .schema_type(Type::Object)
            .additional_properties(Some(AdditionalProperties::FreeForm(true)))
            .build()
    };
    let programme = of(&[
        ("judged_as_of", text().into()),
        ("clusters", count().into()),
        ("sustainable", count().into()),
        ("not_sustainable", count().into()),
        ("undetermined", count().into()),
        ("catalogue", text().into()),
        ("data", text().into()),
        ("program", text().into()),
    ]);
    let cluster = of(&[
        ("key", text().into()),
        ("name", text().into()),
        ("verdict", verdict()),
        ("missing", list(text().into())),
    ]);
    let indicator = of(&[
        ("id", text().into()),
        ("title", text().into()),
        ("sign", text().into()),
        ("required", ObjectBuilder::new().schema_type(Type::Boolean).build().into()),
        ("unit", text().into()),
    ]);
    let whole =
        of(&[("schema", text().into()), ("edition", any().into()), ("cluster", any().into())]);
    let problems = of(&[("schema", text().into()), ("problems", list(any().into()))]);
    ComponentsBuilder::new()
        .schema("Programme", programme)
        .schema("Clusters", list(cluster.into()))
        .schema("Cluster", whole)
        .schema("Indicators", list(indicator.into()))
        .schema("Problems", problems)
        .schema("Trouble", of(&[("error", text().into())]))
        .build()
}

fn paths(look: &Look<'_>) -> Paths {
    let mut paths = PathsBuilder::new();
    let mut day = ObjectBuilder::new().schema_type(Type::String).build();
    day.format = Some(SchemaFormat::KnownFormat(KnownFormat::Date));
    let lang =
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(["en", "ru"])).build();
    let parameter = |name: &str, place: ParameterIn, schema: Schema| -> Parameter {
        let required = if place == ParameterIn::Path { Required::True } else { Required::False };
        ParameterBuilder::new()
            .name(name)
            .parameter_in(place)
            .required(required)
            .schema(Some(schema))
            .build()
    };
    let answer = |name: &str, about: &str| {
        let content =
            ContentBuilder::new().schema(Some(RefOr::Ref(Ref::from_schema_name(name)))).build();
        ResponseBuilder::new().description(about).content("application/json", content).build()
    };
    for (path, about, schema) in PATHS {
        let mut operation = OperationBuilder::new()
            .summary(Some(look.word(about)))
            .parameter(parameter("lang", ParameterIn::Query, lang.clone().into()))
            .parameter(parameter("as_of", ParameterIn::Query, day.clone().into()))
            .parameter(parameter("known_on", ParameterIn::Query, day.clone().into()));
        if path.contains("{key}") {
            let text = ObjectBuilder::new().schema_type(Type::String).build();
            operation = operation.parameter(parameter("key", ParameterIn::Path, text.into()));
        }
        let mut responses = ResponsesBuilder::new()
            .response("200", answer(schema, ""))
            .response("400", answer("Trouble", &look.word("site-api-400")));
        for (code, id) in
            [("403", "site-api-403"), ("404", "site-api-404"), ("503", "site-api-503")]
        {
            responses = responses.response(code, answer("Trouble", &look.word(id)));
        }
        let operation = operation.responses(responses.build()).build();
        paths = paths.path(path, PathItem::new(HttpMethod::Get, operation));
    }
    paths.build()
}
