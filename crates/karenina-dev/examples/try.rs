#![allow(missing_docs, clippy::all, clippy::pedantic, clippy::print_stdout, clippy::unwrap_used)]
use std::{fs, path::Path};
fn collect(root: &Path, dir: &Path, out: &mut Vec<(String, String)>) {
    for e in fs::read_dir(dir).unwrap() {
        let p = e.unwrap().path();
        if p.is_dir() { collect(root, &p, out) }
        else if p.extension().is_some_and(|it| it == "toml") {
            out.push((p.strip_prefix(root).unwrap().to_string_lossy().into_owned(), fs::read_to_string(&p).unwrap()));
        }
    }
}
fn main() {
    let mut files = Vec::new();
    collect(Path::new("catalogue"), Path::new("catalogue"), &mut files);
    let t = std::time::Instant::now();
    let (catalogue, problems) = karenina_catalogue::Catalogue::parse(files.iter().map(|(a, b)| (a.as_str(), b.as_str())));
    println!("catalogue {:?}: {} indicators, {} problems", t.elapsed(), catalogue.indicators.len(), problems.len());
    for p in &problems { println!("{} {}:{:?} {:?}", p.code.id(), p.place.file, p.place.line, p.details); }
    let (mut ok, mut bad) = (0, 0);
    for (at, i) in catalogue.indicators.iter().enumerate() {
        for case in &i.cases {
            let out = karenina_assess::case_outcome(&catalogue, at, case);
            if out.holds { ok += 1 } else { bad += 1;
                println!("CASE {} | {} | expected {:?} | found {:?} {:?} | {:?}", i.id, case.name, case.expected, out.finding.value, out.finding.verdict, out.problems);
            }
        }
    }
    println!("cases {ok} hold, {bad} fail");
    let dir = Path::new("examples/russia-pilot-clusters");
    let mut parts = Vec::new();
    for e in fs::read_dir(dir).unwrap() {
        let p = e.unwrap().path();
        let Some(id) = p.file_stem().and_then(|it| it.to_str()).and_then(karenina_model::TableId::named) else { continue };
        let text = fs::read_to_string(&p).unwrap();
        let mut lines = Vec::new();
        for l in text.lines() { let mut cells = Vec::new(); let mut cur = String::new(); let mut q = false;
            for c in l.chars() { match c { '"' => q = !q, ',' if !q => { cells.push(std::mem::take(&mut cur)); } c => cur.push(c) } } cells.push(cur); lines.push(cells); }
        let mut b = karenina_model::TableBuilder::new(id, p.file_name().unwrap().to_str().unwrap(), None, 1, lines[0].iter().map(String::as_str));
        for (n, l) in lines.iter().enumerate().skip(1) { b.push(n as u32 + 1, l.iter().map(String::as_str)); }
        parts.push(b);
    }
    let (dataset, problems) = karenina_model::Dataset::assemble(parts);
    for p in &problems { println!("{} {}:{:?} {:?}", p.code.id(), p.place.file, p.place.line, p.details); }
    let on = karenina_model::Date::new(2015, 3, 31).unwrap();
    let t = std::time::Instant::now();
    let a = karenina_assess::assess(&catalogue, &dataset, karenina_assess::Options { on, seed: 0 });
    println!("assessed in {:?}", t.elapsed());
    for p in karenina_assess::check(&catalogue, &dataset, &a) { println!("{} {}:{:?} {:?}", p.code.id(), p.place.file, p.place.line, p.details); }
    let table = dataset.table(karenina_model::TableId::CLUSTERS);
    for c in &a.clusters {
        let s: Vec<String> = c.signs.iter().zip(&catalogue.model.signs).map(|(f, s)| format!("{}:{}", s.id, match f.verdict { karenina_assess::Verdict::Met => "+", karenina_assess::Verdict::NotMet => "-", _ => "?" })).collect();
        println!("{:22} {:16} {} q{}", table.key(c.cluster), c.verdict.word(), s.join(" "), c.questions.len());
    }
    for p in &a.populations { println!("{:?} n={} unlisted={} s={} n={} u={}", p.kind, p.clusters.len(), p.unlisted, p.sustainable, p.not_sustainable, p.undetermined);
        for (s, c) in catalogue.model.signs.iter().zip(&p.signs) { print!("{} {}/{}/{}  ", s.id, c.met, c.not_met, c.undetermined); } println!();
        println!("{:?}", p.counting[0]);
    }
}
