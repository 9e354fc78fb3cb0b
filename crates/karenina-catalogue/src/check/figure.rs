//! Figures as written to figures checked: every item, source and caveat is looked up.

use indexmap::IndexMap;
use karenina_model::{Code, Place, Problem, nearest, schema::Label};
use toml::Spanned;

use super::{File, Names, parse};
use crate::{FigureAbout, FigureItem, FigureKind, Reference, written};

/// The figures of `figures/`, in the order of the article.
pub(crate) fn figures(
    files: Vec<(String, File<'_>)>,
    names: &Names<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<FigureAbout> {
    let mut figures = Vec::new();
    for (id, mut file) in files {
        match FigureKind::named(&id) {
            None => {
                let near = nearest(&id, FigureKind::ALL.iter().map(|it| it.id()));
                problems.push(
                    Problem::new(Code::FigureUnknown, Place::file(file.path))
                        .with("found", id)
                        .with("near", near.unwrap_or("none")),
                );
            }
            Some(kind) => {
                if let Some(it) = parse(&mut file) {
                    figures.push(figure(&mut file, names, kind, it));
                }
            }
        }
        problems.append(&mut file.problems);
    }
    figures.sort_by_key(|it| it.kind);
    figures
}

fn figure(
    file: &mut File<'_>,
    names: &Names<'_>,
    kind: FigureKind,
    it: written::Figure,
) -> FigureAbout {
    let mut items: IndexMap<String, FigureItem> = IndexMap::new();
    for (key, item) in it.item {
        if let Some(of) = &item.of
            && !items.contains_key(of.get_ref())
        {
            file.unknown(Code::FigureItemUnknown, of, items.keys().map(String::as_str));
        }
        let practice = item.practice.map(|it| names.practice(file, &it));
        let item = FigureItem {
            label: Label { en: item.en, ru: item.ru },
            of: item.of.map(Spanned::into_inner),
            marked: item.marked,
            innovative: item.innovative,
            with_members: item.with_members,
            practice,
        };
        items.insert(key.into_inner(), item);
    }
    let not_with = it.not_with.zip(it.not_with_because).and_then(|(other, why)| {
        let found = FigureKind::named(other.get_ref());
        if found.is_none() {
            file.unknown(Code::FigureUnknown, &other, FigureKind::ALL.iter().map(|it| it.id()));
        }
        Some((found?, why))
    });
    let references =
        it.reference.into_iter().map(|it| reference(file, names, &items, it)).collect();
    FigureAbout {
        kind,
        article: it.article,
        title: it.title,
        read: it.read,
        from: it.from,
        fact: it.fact,
        fact_of_all: it.fact_of_all,
        fact_printed: it.fact_printed,
        lost: it.lost,
        not_with,
        items,
        references,
    }
}

fn reference(
    file: &mut File<'_>,
    names: &Names<'_>,
    items: &IndexMap<String, FigureItem>,
    it: written::Reference,
) -> Reference {
    let source = names.source(file, &it.source);
    if let Some(caveat) = &it.caveat
        && !names.caveats.contains_key(caveat.get_ref())
    {
        file.unknown(Code::SourceUnknown, caveat, names.caveats.keys().map(String::as_str));
    }
    let known = |file: &mut File<'_>, key: &Spanned<String>| {
        if !items.contains_key(key.get_ref()) {
            file.unknown(Code::FigureItemUnknown, key, items.keys().map(String::as_str));
        }
    };
    let mut values = IndexMap::new();
    for (key, value) in it.values {
        known(file, &key);
        values.insert(key.into_inner(), value.0);
    }
    let mut ranks = IndexMap::new();
    for (key, rank) in it.ranks {
        known(file, &key);
        ranks.insert(key.into_inner(), rank);
    }
    Reference {
        what: it.what,
        n: it.n,
        year: it.year,
        source,
        at: it.at,
        caveat: it.caveat.map(Spanned::into_inner),
        values,
        ranks,
        rest_lost: it.rest_lost,
        names: it.names,
    }
}
