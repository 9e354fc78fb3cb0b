//! An example of each kind of problem, for the pages that explain them and for the test that every
//! kind has its words: which details it carries, and where such a problem stands.

use karenina_model::{Code, Place, Problem};

/// Problems of this kind as they may be found; one of each way of saying it, three at most.
pub fn of(code: Code) -> Vec<Problem> {
    details(code)
        .into_iter()
        .take(3)
        .map(|details| {
            details.into_iter().fold(Problem::new(code, place(code)), |problem, (name, text)| {
                problem.with(name, text)
            })
        })
        .collect()
}

/// Where problems of this kind stand: whole files, cells, lines of the catalogue or a recipe.
fn place(code: Code) -> Place {
    let cell = |cell: &str, column: Option<(&str, &str)>| Place {
        file: "form.xlsx".to_owned(),
        sheet: Some("Организации".to_owned()),
        cell: Some(cell.to_owned()),
        column: column.map(|it| it.0.to_owned()),
        heading: column.map(|it| it.1.to_owned()),
        ..Place::default()
    };
    match &code.id()[..3] {
        "K01" => match code {
            Code::FileUnreadable
            | Code::WorkbookBroken
            | Code::WorkbookTooLarge
            | Code::TableJoined
            | Code::ExternalLinks
            | Code::MacrosPresent => Place::file("form.xlsx"),
            Code::EncodingGuessed | Code::BytesBroken => Place::file("organisations.csv"),
            Code::QuoteOpen => Place::line("organisations.csv", 7),
            Code::HeadingFound | Code::RowNotRead | Code::TableGuessed => cell("4:4", None),
            _ => cell("H12", Some(("revenue", "Выручка"))),
        },
        "K02" | "K03" => cell("H12", Some(("revenue", "Выручка"))),
        "K04" => Place::line("catalogue/indicators/critical_mass/member_organisations.toml", 7),
        "K05" if code.id() >= "K0550" => Place::line("recipe.toml", 7),
        "K05" => Place::line("project_partners.csv", 7),
        "K08" if code == Code::PeopleOpenToOthers => Place::file("programme.karenina-people"),
        "K08" => Place::file("programme.karenina"),
        "K07" => match code {
            Code::JudgingAmbiguous => {
                Place::line("catalogue/indicators/critical_mass/member_organisations.toml", 7)
            }
            Code::SpecialistNotListed => Place::line("bodies.csv", 7),
            _ => Place::line("statistics.csv", 7),
        },
        _ => cell("H12", Some(("employees", "Работников"))),
    }
}

/// The details that each kind carries, as the crates that find problems fill them in.
pub fn details(code: Code) -> Vec<Vec<(&'static str, &'static str)>> {
    let near = |rest: &[(&'static str, &'static str)]| {
        ["none", "nearest"]
            .iter()
            .map(|near| rest.iter().copied().chain([("near", *near)]).collect())
            .collect::<Vec<Vec<_>>>()
    };
    let found = vec![vec![("found", "abc"), ("column", "employees")]];
    if let Some(it) = details_of_reading(code) {
        return it;
    }
    match code {
        Code::FileUnreadable => {
            vec![vec![("reason", "denied")], vec![("reason", "not-a-file")]]
        }
        Code::WorkbookBroken => {
            ["password", "web-page", "empty", "text", "not-a-workbook", "damaged"]
                .iter()
                .map(|reason| vec![("reason", *reason), ("technical", "rows out of order")])
                .collect()
        }
        Code::PolicySignUnknown
        | Code::PolicyMeasureUnknown
        | Code::PolicyEffortUnknown
        | Code::PolicyLiftUnfit
        | Code::RuleUnknown
        | Code::SetNameUnknown => near(&[("found", "abc")]),
        Code::PolicyNeedsCircular => vec![vec![("found", "abc"), ("by", "def")]],
        Code::PolicyRangeUnfit => vec![vec![("low", "5"), ("high", "2")]],
        Code::PolicyCostUnits => {
            vec![vec![("found", "million RUB"), ("first", "jobs"), ("unit", "relative")]]
        }
        Code::PolicyMeasuresAlike => vec![vec![("found", "M2"), ("first", "jobs")]],
        Code::PolicyExcludesNeeded
        | Code::RulesAlike
        | Code::RuleWithoutTrigger
        | Code::SetMalformed => vec![vec![("found", "abc")]],
        Code::PolicyCostMissing => vec![Vec::new()],
        Code::ParameterMissing => vec![vec![("name", "chance")]],
        Code::BudgetInOtherUnit => {
            vec![vec![("budget", "240000"), ("currency", "RUB"), ("unit", "relative")]]
        }
        Code::SearchNotProven => {
            vec![vec![("cluster", "sarov"), ("steps", "100"), ("low", "3"), ("high", "5")]]
        }
        Code::SetNoRow => {
            vec![vec![("found", "sarov.places.closed_city"), ("table", "places")]]
        }
        Code::TableUnknown
        | Code::IndicatorUnknown
        | Code::PracticeUnknown
        | Code::SubjectUnknown
        | Code::SourceUnknown
        | Code::MeasurePracticeUnknown
        | Code::MeasureIndicatorUnknown => near(&[("found", "abc")]),
        Code::MeasureTableUnknown => {
            let mut all = near(&[("found", "abc")]);
            all.extend(near(&[("found", "of")]));
            all
        }
        Code::TableEmpty
        | Code::BytesBroken
        | Code::QuoteOpen
        | Code::TableJoined
        | Code::NoClusters
        | Code::CatalogueFileMissing => vec![Vec::new()],
        Code::ColumnUnknown => near(&[("column", "abc"), ("table", "places")]),
        Code::ColumnMissing | Code::CellMissing => {
            vec![vec![("column", "id"), ("table", "places")]]
        }
        Code::ColumnTwice => vec![vec![("column", "id")]],
        Code::EncodingGuessed => vec![vec![("encoding", "windows-1251")]],
        Code::RowTooLong => vec![vec![("found", "abc"), ("columns", "7")]],
        Code::CellTooLong => {
            vec![vec![("characters", "99999"), ("most", "32767"), ("column", "note")]]
        }
        Code::WorkbookTooLarge => ["bytes", "cells", "sheets", "files"]
            .iter()
            .map(|unit| {
                vec![("size", "9000"), ("most", "1000"), ("unit", *unit), ("part", "sheet")]
            })
            .collect(),
        Code::FormulaError => vec![vec![("found", "#REF!")]],
        Code::MoreOfThese => vec![vec![("code", "K0201"), ("count", "900")]],
        Code::NotANumber
        | Code::NumberAmbiguous
        | Code::NotWhole
        | Code::NegativeCount
        | Code::NotAShare
        | Code::LowAboveHigh
        | Code::NotAFlag => found,
        // The catalogue reports dates too, and has no columns.
        Code::NotADate => vec![found[0].clone(), vec![("found", "abc")]],
        Code::NotACode => {
            near(&[("found", "privat"), ("known", "private, state"), ("column", "ownership")])
        }
        Code::ReferenceDangling => near(&[("key", "abc"), ("table", "places")]),
        Code::KeyTwice => vec![vec![("key", "abc"), ("first", "7")]],
        Code::EndBeforeBeginning => vec![vec![("from", "2015"), ("to", "2014")]],
        Code::ClaimsContradict | Code::ClaimAgainstTable => vec![vec![
            ("cluster", "north"),
            ("indicator", "a/b"),
            ("claimed", "44"),
            ("computed", "?"),
        ]],
        Code::MergedAndPart => vec![vec![("part", "north"), ("whole", "south")]],
        Code::MemberTwice => vec![vec![("organisation", "acme"), ("first", "7")]],
        Code::MoreThanTotal => {
            vec![vec![("cluster", "north"), ("listed", "9"), ("total", "7")]]
        }
        Code::ValueUnfit => {
            ["share", "yes_no", "organisations", "people", "rank", "years", "ratio", "points"]
                .iter()
                .map(|unit| vec![("found", "abc"), ("indicator", "a/b"), ("unit", *unit)])
                .collect()
        }
        Code::OutcomeUnfit => vec![vec![("found", "abc"), ("outcome", "growth")]],
        Code::OutcomeContradicted => vec![vec![("outcome", "growth")]],
        Code::OutcomeOneClass | Code::OutcomeTooFew => {
            vec![vec![("outcome", "growth"), ("n", "5")]]
        }
        Code::OutcomeBeforeSigns => {
            vec![vec![("outcome", "growth"), ("when", "2014-01-01"), ("on", "2015-01-01")]]
        }
        Code::DateNotSaid => vec![vec![("date", "2026-01-01")]],
        Code::MoreClustersThanTotal => vec![vec![("listed", "9"), ("total", "7")]],
        Code::CatalogueUnreadable => {
            let mut all: Vec<Vec<_>> = ["rule", "applies", "parts"]
                .iter()
                .map(|reason| vec![("found", "abc"), ("reason", *reason)])
                .collect();
            all.push(vec![("reason", "unknown field `x`")]);
            all
        }
        Code::MeasureColumnUnknown => near(&[("found", "abc"), ("table", "places")]),
        Code::MeasureCodeUnknown => {
            let mut all = near(&[("found", "abc")]);
            all.extend(near(&[("found", "abc"), ("column", "kind"), ("known", "a, b")]));
            all
        }
        Code::FigureUnknown | Code::FigureItemUnknown | Code::SchemeRuleUnknown => {
            near(&[("found", "abc")])
        }
        Code::SchemeTwice | Code::SchemeAsksNothing => vec![vec![("found", "abc")]],
        Code::SchemeLevels => vec![vec![("found", "9"), ("low", "0"), ("high", "7")]],
        Code::ThresholdsAlike => vec![vec![("name", "cloe")]],
        Code::SignUnknown => {
            let mut all = near(&[("found", "Z")]);
            all.push(vec![("indicator", "a/b")]);
            all
        }
        Code::CaseFails => vec![vec![("name", "nobody"), ("expected", "1"), ("found", "0")]],
        Code::JudgingUnknown => vec![vec![("found", "abc"), ("known", "cloe, dti")]],
        Code::RequiredWithoutThreshold | Code::CriteriaCircular => {
            vec![vec![("indicator", "a/b")]]
        }
        Code::JudgingAmbiguous => {
            vec![vec![("indicator", "a/b"), ("names", "cloe, dti"), ("day", "2014-01-01")]]
        }
        Code::ExampleWrittenOver => vec![Vec::new()],
        Code::RowTwice => vec![vec![("key", "r1"), ("first", "a.xlsx!Meetings!7:7")]],
        Code::NotMarked => ["format", "protected", "signed", "broken"]
            .iter()
            .map(|reason| vec![("reason", *reason), ("list", "a.problems.xlsx")])
            .collect(),
        Code::StatisticsColumnMissing => vec![vec![("column", "region, nuts")]],
        Code::StatisticsFigureUnreadable | Code::StatisticsFigureNegative => {
            vec![vec![("found", "-3")]]
        }
        Code::StatisticsCellTwice => {
            vec![vec![("region", "r"), ("activity", "336"), ("first", "7")]]
        }
        Code::ActivityWithoutGroup => {
            vec![vec![("count", "2"), ("codes", "336, 337"), ("employment", "900")]]
        }
        Code::GroupCodeWithoutData => vec![vec![("count", "2"), ("codes", "336, 337")]],
        Code::PartsAgainstTotal => {
            vec![vec![("region", "r"), ("activity", "336"), ("rest", "-5")]]
        }
        Code::ActivityInTwoGroups => vec![vec![("activity", "336")]],
        Code::YearTaken => vec![vec![("year", "2018")]],
        Code::StatisticsRowShort | Code::FilePassedOver => vec![Vec::new()],
        Code::LineBroken => {
            ["long", "bytes", "quote"].iter().map(|why| vec![("why", *why)]).collect()
        }
        Code::BadLinesInAll
        | Code::EstablishmentWithoutRegion
        | Code::EstablishmentWithoutEmployment
        | Code::EstablishmentWithoutActivity
        | Code::IdsNotCompared
        | Code::CoordinatesMissing
        | Code::CoordinatesInMinutes
        | Code::EmploymentBeyondReach => vec![vec![("count", "7")]],
        Code::RegionInTwoCountries => {
            vec![vec![("region", "r"), ("first", "AT"), ("second", "DE")]]
        }
        Code::CrosswalkUnmatched
        | Code::IndicatorsPassedOver
        | Code::RegionCodeOdd
        | Code::RegionWithoutBoundary => vec![vec![("count", "2"), ("codes", "336, 337")]],
        Code::CrosswalkShares => vec![vec![("from", "336"), ("sum", "0.9")]],
        Code::EstablishmentTwice => vec![vec![("first", "plants.csv:7")]],
        Code::CoordinatesSwapped | Code::CoordinateUnreadable => found,
        Code::CellsWithheld => vec![vec![("primary", "7"), ("secondary", "3")]],
        Code::PartsRounded => vec![vec![("count", "7"), ("rest", "-1")]],
        Code::MeasureAbsent => {
            ["plants", "points", "boundaries", "since", "figures", "too_few", "too_far_apart"]
                .iter()
                .map(|reason| vec![("measure", "k-density"), ("reason", *reason)])
                .collect()
        }
        // See above.
        Code::ColumnGuessed
        | Code::KeyFromName
        | Code::FormOfOtherEdition
        | Code::ChangedWhatDoesNot
        | Code::ChangedTooMuch
        | Code::RowGone
        | Code::ShareAgainstCount
        | Code::RankAgainstShare
        | Code::ListBelowTotal
        | Code::FigureChangedTooMuch
        | Code::UnitInHeading
        | Code::UnitOfSheet
        | Code::TableGuessed
        | Code::TotalAgainstRows
        | Code::RowNotRead
        | Code::HeadingFound
        | Code::SheetHidden
        | Code::PeriodFromName
        | Code::FormulaNotCalculated
        | Code::ExternalLinks
        | Code::MacrosPresent
        | Code::NoneOrUnknown
        | Code::ControlCharacters
        | Code::AlphabetsMixed
        | Code::DateIsSerial
        | Code::ReferenceByName
        | Code::OneNumberTwice
        | Code::OneNameTwice
        | Code::NamesSoundAlike
        | Code::PersonalData
        | Code::SharesAboveOne
        | Code::PartAboveWhole
        | Code::LeapBetweenYears
        | Code::RecipeUnreadable
        | Code::RecipeTableUnknown
        | Code::RecipeColumnUnknown
        | Code::RecipeCodeUnknown
        | Code::RecipeValueUnfit
        | Code::RecipeHeadingMissing
        | Code::RecipeUnused
        | Code::ColumnsNotInRecipe => Vec::new(),
        Code::TemplateNameUnknown => {
            let mut all = near(&[("found", "abc")]);
            for it in &mut all {
                it.push(("known", "cluster, date"));
            }
            all
        }
        Code::TemplateUnbalanced => vec![vec![("found", "{{end}}")]],
        Code::StyleUnreadable => vec![Vec::new()],
        Code::FormatNotHere => vec![vec![("found", "xlsx"), ("known", "csv, pdf")]],
        Code::PartnerOfItself | Code::ParticipationTwice | Code::NoPartners => {
            vec![vec![("organisation", "acme"), ("project", "p7")]]
        }
        Code::ContributionUnfit => vec![vec![("found", "NaN")]],
        Code::TooManyPartners => {
            vec![vec![("project", "p7"), ("count", "900"), ("most", "200")]]
        }
        Code::JoinedByName | Code::SeveralSpellings => {
            vec![vec![("found", "Acme"), ("name", "ACME Ltd"), ("key", "a"), ("rows", "2")]]
        }
        Code::NamesAlike => {
            vec![vec![("name", "Acme"), ("count", "2"), ("keys", "a, b")]]
        }
        Code::ClassMissing => vec![vec![("count", "7"), ("all", "9")]],
        Code::ColumnNotKept => vec![vec![("column", "e-mail"), ("table", "organisations")]],
        Code::OverConfirmed => vec![vec![("claim", "clusters/sarov")]],
        Code::NumberKnown => {
            vec![vec![("number", "7701234567"), ("key", "akme"), ("known", "acme")]]
        }
        Code::RegisterDamaged => vec![vec![("reason", "page 7: never used")]],
        Code::EntryMissing => vec![vec![("first", "4"), ("last", "6")]],
        Code::EntryChanged => vec![vec![("entry", "4")]],
        Code::ChainBroken => vec![vec![("entry", "4"), ("before", "3")]],
        Code::DaysBackwards => {
            vec![vec![("entry", "4"), ("on", "2026-01-01"), ("last", "2026-02-01")]]
        }
        Code::NameChanged => ["person", "text"]
            .iter()
            .map(|which| vec![("which", *which), ("id", "2"), ("entry", "4")])
            .collect(),
        Code::ContentChanged => {
            vec![vec![("set", "2"), ("entry", "4"), ("rows", "40"), ("found", "39")]]
        }
        Code::ContentWithoutEntry => vec![vec![("set", "2"), ("rows", "40")]],
        Code::EvidenceChanged => vec![vec![("file", "list.pdf"), ("entry", "4")]],
        Code::EditionNotTheSame => vec![vec![("edition", "2026"), ("entry", "4")]],
        Code::HeadUnknown => vec![vec![("digest", "ab")]],
        Code::Unguarded => vec![vec![("table", "journal")]],
        Code::WithoutEntry => ["person", "text", "document"]
            .iter()
            .map(|which| vec![("which", *which), ("id", "2")])
            .collect(),
        Code::AccountOfNobody => ["cluster", "organisation"]
            .iter()
            .flat_map(|which| {
                near(&[("which", *which), ("found", "srov"), ("account", "account-3")])
            })
            .collect(),
        Code::PeopleOpenToOthers => vec![vec![]],
        Code::SpecialistNotListed => vec![vec![("body", "office"), ("name", "Cluster Office")]],
        Code::ParticipationUnusable => {
            vec![vec![("column", "project")], vec![("column", "organisation")]]
        }
        Code::NotOfCordis => vec![Vec::new()],
        Code::ClassesDiffer => {
            vec![vec![("organisation", "Acme"), ("first", "state"), ("found", "business")]]
        }
        Code::NumberUnfit => vec![
            vec![("found", "7"), ("low", "0"), ("high", "1")],
            vec![("found", "7"), ("low", "zero"), ("high", "> 5")],
            vec![("found", "None..Some(1)"), ("low", "value"), ("high", "low..high")],
        ],
    }
}

/// Those of reading what people send, of cross-checks and of recipes.
fn details_of_reading(code: Code) -> Option<Vec<Vec<(&'static str, &'static str)>>> {
    let each =
        |name: &'static str, words: &[&'static str], rest: &[(&'static str, &'static str)]| {
            words
                .iter()
                .map(|word| std::iter::once((name, *word)).chain(rest.iter().copied()).collect())
                .collect::<Vec<Vec<_>>>()
        };
    let units = ["thousand", "million", "billion"];
    Some(match code {
        Code::ColumnGuessed => {
            vec![vec![("found", "exprots"), ("column", "exports"), ("table", "organisations")]]
        }
        Code::UnitInHeading => each(
            "unit",
            &["thousand", "million", "billion", "percent"],
            &[("found", "Revenue, k"), ("column", "revenue")],
        ),
        Code::UnitOfSheet => each("unit", &units, &[("columns", "revenue, exports")]),
        Code::FormOfOtherEdition => each(
            "reason",
            &["tables", "catalogue"],
            &[("found", "3f2a77c01b9d"), ("here", "9c1e04d7aa52")],
        ),
        Code::ChangedWhatDoesNot | Code::ChangedTooMuch => vec![vec![
            ("what", "organisations.employees"),
            ("row", "acme"),
            ("now", "4100"),
            ("before", "410"),
            ("where", "2024/form.xlsx!Organisations!R7"),
        ]],
        Code::RowGone => vec![vec![
            ("row", "north, acme"),
            ("table", "memberships"),
            ("cluster", "north"),
            ("where", "2024/form.xlsx!Memberships!7:7"),
        ]],
        Code::ShareAgainstCount => {
            vec![vec![("found", "0.5"), ("n", "7"), ("below", "0.429"), ("above", "0.571")]]
        }
        Code::RankAgainstShare => {
            vec![vec![("rank", "3"), ("share", "0.4"), ("other_rank", "1"), ("other_share", "0.1")]]
        }
        Code::ListBelowTotal => {
            vec![vec![("cluster", "north"), ("listed", "30"), ("total", "44")]]
        }
        Code::FigureChangedTooMuch => vec![vec![
            ("what", "amount (north, federal)"),
            ("now", "9000"),
            ("year", "2025"),
            ("before", "300"),
            ("year_before", "2024"),
            ("where", "form.xlsx!Funding!F7"),
        ]],
        Code::KeyFromName => {
            vec![vec![("found", "Наименование"), ("column", "id"), ("table", "projects")]]
        }
        Code::TableGuessed => {
            each("by", &["name", "headings"], &[("found", "Лист1"), ("table", "places")])
        }
        Code::TotalAgainstRows => {
            vec![vec![("said", "7"), ("listed", "9"), ("column", "revenue")]]
        }
        Code::RowNotRead => each(
            "reason",
            &["total", "note", "section", "heading", "numbers", "recipe"],
            &[("found", "Итого")],
        ),
        Code::HeadingFound => vec![vec![("row", "7"), ("found", "Отчёт · 2024")]],
        Code::SheetHidden => each("reading", &["read", "not-read"], &[]),
        Code::PeriodFromName => vec![vec![("period", "2024"), ("column", "year")]],
        Code::FormulaNotCalculated | Code::ExternalLinks | Code::MacrosPresent => {
            vec![Vec::new()]
        }
        Code::NoneOrUnknown | Code::ControlCharacters => vec![vec![("found", "нет")]],
        Code::AlphabetsMixed => vec![vec![("found", "Роcсия"), ("right", "Россия")]],
        Code::DateIsSerial => vec![vec![("found", "45321"), ("day", "2024-01-30")]],
        Code::ReferenceByName => {
            vec![vec![("found", "ООО А"), ("key", "a"), ("table", "organisations")]]
        }
        Code::OneNumberTwice => {
            vec![vec![("a", "x"), ("b", "y"), ("column", "tax_number"), ("number", "77")]]
        }
        Code::OneNameTwice | Code::NamesSoundAlike => {
            vec![vec![("a", "x"), ("b", "y"), ("found", "ООО А"), ("other", "А")]]
        }
        Code::PersonalData => each(
            "kind",
            &["email", "name", "phone", "passport", "insurance", "tax", "birth", "address"],
            &[("found", "i…@mail.ru")],
        ),
        Code::SharesAboveOne => vec![vec![("whole", "north"), ("sum", "1.2")]],
        Code::PartAboveWhole => vec![vec![
            ("part", "exports"),
            ("part_value", "9"),
            ("whole", "revenue"),
            ("whole_value", "7"),
        ]],
        Code::LeapBetweenYears => vec![vec![
            ("what", "amount"),
            ("now", "9000"),
            ("year", "2024"),
            ("before", "9"),
            ("year_before", "2023"),
            ("factor", "1000"),
        ]],
        Code::RecipeUnreadable => vec![vec![("reason", "unknown field `x`")]],
        Code::RecipeTableUnknown => each("near", &["none", "places"], &[("found", "plces")]),
        Code::RecipeColumnUnknown => {
            each("near", &["none", "name"], &[("found", "nam"), ("table", "places")])
        }
        Code::RecipeCodeUnknown => {
            each("near", &["none", "finance"], &[("found", "bank"), ("known", "finance, media")])
        }
        Code::RecipeValueUnfit => {
            each("key", &["heading", "rows", "at", "unit", "from"], &[("found", "x")])
        }
        Code::RecipeHeadingMissing => {
            each("near", &["none", "ИНН"], &[("found", "ИНН/КПП"), ("recipe", "r.toml:7")])
        }
        Code::RecipeUnused => vec![vec![("table", "places")]],
        Code::ColumnsNotInRecipe => vec![vec![("table", "places"), ("columns", "a, b")]],
        _ => return None,
    })
}
