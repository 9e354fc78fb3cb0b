//! `new`: the reporting form as a workbook.

use anyhow::bail;
use karenina_model::{Dataset, TableId, nearest, schema};
use karenina_report::{self as report, FormEdition, FormSubject, Lang};

use crate::{
    args::New,
    inputs,
    output::{self, Outcome},
};

/// Words for the whole programme where it has no key.
const PROGRAMME: [&str; 3] = ["programme", "program", "программа"];

pub(crate) fn new(args: &New) -> anyhow::Result<Outcome> {
    let lang = inputs::lang(&args.common);
    let loaded = inputs::catalogue(args.catalogue.as_deref())?;
    let known = match &args.prefill {
        Some(path) => Some(inputs::reading_as_it_is(Some(path))?.0),
        None => None,
    };
    let mut guard: Vec<_> = args.catalogue.iter().chain(&args.prefill).cloned().collect();
    if let (Some(path), Some(reading)) = (&args.prefill, &known) {
        guard.extend(reading.files.iter().map(|it| path.join(&it.name)));
    }
    let edition = FormEdition {
        schema: karenina_io::sha256(schema::TEXT.as_bytes()),
        catalogue: loaded.digest,
        data: known.as_ref().map(|it| it.digest.clone()),
        program: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let dataset = known.as_ref().map(|it| &it.dataset);
    let form = report::Form {
        catalogue: &loaded.catalogue,
        known: dataset,
        subject: subject(args.subject.as_deref(), dataset, lang)?,
        edition: &edition,
        lang,
    };
    let bytes = report::form(&form)?;
    output::write_file(&args.file, &guard, |out| out.write_all(&bytes))?;
    if !args.common.quiet {
        if let Some(text) = dataset.and_then(|it| report::form_open_cells(it, lang)) {
            output::complain(&text);
        }
        output::complain(&report::form_written(&args.file.display().to_string(), lang));
    }
    Ok(Outcome::Answered)
}

/// The cluster or programme that somebody named.
fn subject<'a>(
    asked: Option<&'a str>,
    known: Option<&Dataset>,
    lang: Lang,
) -> anyhow::Result<FormSubject<'a>> {
    let Some(asked) = asked.map(str::trim).filter(|it| !it.is_empty()) else {
        return Ok(FormSubject::Programme);
    };
    let is_programme = PROGRAMME.contains(&asked.to_lowercase().as_str());
    let Some(known) = known else {
        return Ok(if is_programme { FormSubject::Programme } else { FormSubject::New(asked) });
    };
    let clusters = known.table(TableId::CLUSTERS);
    if let Some(row) = clusters.find(asked).or_else(|| named(known, TableId::CLUSTERS, asked)) {
        return Ok(FormSubject::Cluster(row));
    }
    let programme = known.table(TableId::PROGRAMME).find(asked);
    if is_programme || programme.or_else(|| named(known, TableId::PROGRAMME, asked)).is_some() {
        return Ok(FormSubject::Programme);
    }
    let near = nearest(asked, clusters.rows().map(|it| clusters.key(it)));
    bail!("{}", report::no_form_subject(asked, near, lang))
}

/// The row with this name in either language, in any case of letters.
fn named(known: &Dataset, table: TableId, name: &str) -> Option<u32> {
    let table = known.table(table);
    let name = name.to_lowercase();
    table.rows().find(|row| {
        ["name", "name_ru"].iter().any(|column| {
            table.named_text(*row, column).is_some_and(|it| it.to_lowercase() == name)
        })
    })
}
