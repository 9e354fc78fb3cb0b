//! `serve`: the register and the report as a site.

use std::path::{Path, PathBuf};

use anyhow::bail;
use karenina_report::{Lang, site_text};
use karenina_store::{Location, Register};
use karenina_web::{Failure, Judged, Options, When};

use crate::{
    args::{Input, serve::Serve},
    inputs,
    output::{self, Outcome},
    trouble::{self, AtPeople, AtRegister},
};

pub(crate) fn serve(args: &Serve) -> anyhow::Result<Outcome> {
    let lang = inputs::lang(&args.common);
    if !args.accounts && !args.address.ip().is_loopback() {
        bail!(
            "{}",
            site_text(lang, "site-not-this-machine", &[("address", &args.address.to_string())])
        );
    }
    let is_register = args.path.as_deref().is_some_and(karenina_store::is_register);
    let people = match (&args.path, args.accounts) {
        (Some(path), true)
            if is_register && (args.people.is_some() || !Location::of(path).is_database()) =>
        {
            let people = args.people.clone().unwrap_or_else(|| karenina_access::people_file(path));
            // What cannot be opened is said here, and not to the first who logs in.
            karenina_access::People::open_or_create(&people)
                .map_err(|reason| AtPeople { path: people.clone(), reason })?;
            Some(people)
        }
        (_, true) => bail!("{}", site_text(lang, "site-accounts-of-what", &[])),
        (_, false) => None,
    };
    let catalogue = inputs::catalogue_files(args.catalogue.as_deref())?;
    let input = Input {
        path: args.path.clone(),
        as_of: None,
        known_on: None,
        catalogue: args.catalogue.clone(),
        recipe: args.recipe.clone(),
        seed: args.seed,
        common: args.common.clone(),
    };
    // What cannot be read is said here, and not by the first page.
    let first = match &args.path {
        Some(path) if is_register => {
            let at = |reason| AtRegister { location: Location::of(path), reason };
            Register::open(path).map_err(at)?;
            None
        }
        _ => Some(judged(inputs::judged(&input)?)),
    };
    let options = Options {
        load: Box::new(move |when, files| load(&input, when, files)),
        first,
        catalogue,
        path: args.path.clone(),
        is_register,
        people,
        hosts: args.host.clone(),
        is_https: args.https,
        name: args.by.clone().unwrap_or_else(user),
        lang,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        map: args
            .map
            .clone()
            .map(|path| -> Box<karenina_web::Map> { Box::new(move |_| Ok(inputs::text(&path)?)) }),
        told: told(args.path.as_deref().unwrap_or(Path::new(""))),
        today: inputs::today,
        now: inputs::now,
    };
    let quiet = args.common.quiet;
    karenina_web::serve(options, args.address, |address| {
        if !quiet {
            let text = site_text(lang, "site-listening", &[("address", &address.to_string())]);
            _ = output::print(|out| writeln!(out, "{text}"));
        }
    })
    .map_err(|err| {
        let (address, reason) = (args.address.to_string(), err.to_string());
        anyhow::anyhow!(site_text(
            lang,
            "site-no-listening",
            &[("address", &address), ("reason", &reason)]
        ))
    })?;
    Ok(Outcome::Answered)
}

fn load(
    input: &Input,
    when: When<'_>,
    files: Option<&[(String, String)]>,
) -> anyhow::Result<Judged> {
    let loaded = match files {
        Some(files) => inputs::catalogue_of(files),
        None => inputs::catalogue(input.catalogue.as_deref())?,
    };
    let it = match when {
        When::Moment(moment) => {
            let input = Input { as_of: moment.as_of, known_on: moment.known_on, ..input.clone() };
            inputs::judged_by(&input, &[], loaded)?
        }
        When::Edition(name) => inputs::edition_judged(input, name, loaded)?,
    };
    Ok(judged(it))
}

fn judged(it: inputs::Judged) -> Judged {
    Judged {
        catalogue: it.catalogue,
        dataset: it.dataset,
        found: it.found,
        problems: it.problems,
        edition: it.edition,
    }
}

/// The words of this program for what stands in the way of a page.
fn told(path: &Path) -> Box<karenina_web::Told> {
    // Names and not paths: who reads a page need not know where files are.
    let location = Location::of(path);
    let name = match location.file() {
        Some(path) => Location::File(PathBuf::from(path.file_name().unwrap_or(path.as_os_str()))),
        None => location,
    };
    let people = PathBuf::from("karenina-people");
    Box::new(move |it: Failure<'_>, lang: Lang| match it {
        Failure::Load(it) => trouble::sentence_of_names(it, lang),
        Failure::Store(it) => trouble::store_sentence(&name, it, lang),
        Failure::Access(it) => trouble::people_sentence(&people, it, lang),
    })
}

/// Who works here, as the environment says it.
fn user() -> String {
    ["USER", "USERNAME", "LOGNAME"]
        .iter()
        .find_map(|it| std::env::var(it).ok().filter(|it| !it.trim().is_empty()))
        .unwrap_or_else(|| "local".to_owned())
}
