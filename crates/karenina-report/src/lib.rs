//! Findings to documents, documents to bytes: one file a format, one place for words.
//!
//! Invariant: computes no indicator and reads no file. Everything that a format shows comes from
//! one [`Report`], so that every format says the same.

mod advice;
mod catalogue_page;
mod chart;
mod comparison;
mod csv;
mod document;
mod docx;
mod explain;
mod figure;
mod fonts;
mod form;
mod html;
mod json;
mod mapped;
mod mark;
mod markdown;
mod necessity;
mod network;
mod page;
mod parquet;
mod pdf;
mod people;
mod plain;
mod policy_page;
mod register;
mod robustness;
mod scheme;
mod shell;
mod terminal;
#[cfg(test)]
mod tests;
mod trouble;
mod usage;
mod view;
mod wording;
mod xlsx;

pub use self::csv::{csv, problems_csv};
pub use self::parquet::{claims_parquet, findings_parquet};
pub use advice::{
    AdviceReport, advice_csv, advice_document, advice_html, advice_json, advice_letter,
    advice_markdown, advice_terminal,
};
pub use catalogue_page::{indicator_list, indicator_page};
pub use comparison::{
    ComparisonReport, comparison_csv, comparison_document, comparison_html, comparison_json,
    comparison_markdown, comparison_terminal,
};
pub use document::{
    Document, Letter, LetterKind, TemplateFault, document, document_html, document_markdown, letter,
};
pub use docx::{NoTemplate, docx};
pub use explain::explanation;
pub use figure::{
    FigureDocument, FigureTable, figure_documents, figure_list, figure_page, figure_svg,
    figure_text, figures_csv, figures_json, figures_reference, no_figure, one_drawing,
};
pub use form::{Form, FormEdition, FormSubject, cell_text, form};
pub use html::{
    figures_html, html, rows_table, site_cluster, site_explanation, site_indicator_values,
    site_indicators, site_mentions, site_method, site_problems, site_programme, site_row,
    site_sources, site_style,
};
pub use json::{cluster_json, json, problems_json};
pub use mapped::{
    MapDataset, MapReport, map_dataset_made, mapped_csv, mapped_dataset, mapped_geojson,
    mapped_html, mapped_json, mapped_parquet, mapped_terminal, measure_csv, measure_html,
    measure_json, measure_parquet, measure_terminal,
};
pub use mark::{MarkTexts, MarkWords, mark_texts, mark_words, marked, not_marked, nothing_to_mark};
pub use markdown::markdown;
pub use necessity::{
    NecessityMessage, necessity_html, necessity_json, necessity_markdown, necessity_message,
    necessity_terminal,
};
pub use network::{
    NetworkReport, clusters_made, network_csv, network_edges_csv, network_gexf, network_graphml,
    network_html, network_json, network_markdown, network_participations_csv, network_svg,
    network_terminal, no_organisation,
};
pub use pdf::pdf;
pub use people::{
    AccessLine, AccessLogRow, AccessWord, PeopleRow, PeopleState, PeopleText, PeopleTrouble,
    access_log, access_log_csv, access_log_json, access_reference, access_word, people_csv,
    people_json, people_list, people_state, people_text, people_trouble,
};
pub use policy_page::{PolicyItem, find_policy_item, policy_list, policy_page, policy_pages};
pub use register::{
    DatabaseTrouble, RegisterAct, RegisterChange, RegisterSet, RegisterTable, RegisterText,
    RegisterTrouble, register_act, register_changes, register_changes_csv, register_changes_json,
    register_conflict, register_set, register_text, register_trouble, tables_workbook,
};
pub use robustness::{robustness_html, robustness_json, robustness_markdown, robustness_terminal};
pub use scheme::{
    no_scheme, scheme_csv, scheme_html, scheme_json, scheme_list, scheme_page, scheme_reference,
    scheme_text, schemes_reference,
};
pub use terminal::terminal;
pub use trouble::{AtPath, Trouble, trouble};
pub use usage::{Mistyped, Unfit, mistyped, unfit};
pub use view::row_name;
pub use wording::{
    catalogue_counts, explained, form_open_cells, form_written, help, no_cluster, no_form_subject,
    no_indicator, no_measures, place, problem_explained, problem_line, problem_list, problem_page,
    problem_text, site_text, verdict_word, written,
};
pub use xlsx::xlsx;

use karenina_assess::{Assessment, Robustness};
use karenina_catalogue::Catalogue;
use karenina_model::{Dataset, Problem};

/// Everything that a report is made of.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// What was asked, and by what it is judged.
    pub catalogue: &'a Catalogue,
    /// What was said.
    pub dataset: &'a Dataset,
    /// What was found.
    pub found: &'a Assessment,
    /// What is wrong with the input.
    pub problems: &'a [Problem],
    /// What made this report; with it the report can be made again, byte for byte.
    pub edition: &'a Edition,
    /// How sure the verdicts are, where that was looked at.
    pub robustness: Option<&'a Robustness>,
    /// In which language.
    pub lang: Lang,
}

/// What made a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// SHA-256 of the catalogue.
    pub catalogue: String,
    /// SHA-256 of the data.
    pub data: String,
    /// Name of the data, as the user gave it.
    pub data_name: String,
    /// Version of the program.
    pub program: String,
    /// Facts that were set by hand, as they were written; they stand in no file.
    pub set: Vec<String>,
    /// Whether the day of judgement was given, taken from the data, or is the day of the run.
    pub as_of_from: AsOfFrom,
}

/// Where the day of judgement comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOfFrom {
    /// It was given on the command line.
    Given,
    /// The programme's row says it.
    Programme,
    /// Nobody said it: it is the day of the run.
    Today,
}

/// The language of words; data stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::En, Self::Ru];

    /// The code of it, as in `--lang en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
        }
    }

    /// A text of the catalogue or schema in this language.
    pub fn of(self, label: &karenina_model::schema::Label) -> &str {
        match self {
            Self::En => &label.en,
            Self::Ru => &label.ru,
        }
    }
}
