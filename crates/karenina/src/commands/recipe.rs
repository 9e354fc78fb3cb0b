//! `recipe`: how a form that is not ours maps to our tables.

use karenina_report as report;

use crate::{
    args::{Recipe, RecipeCommand},
    inputs,
    output::{self, Outcome},
};

pub(crate) fn recipe(args: &Recipe) -> anyhow::Result<Outcome> {
    match &args.what {
        RecipeCommand::Draft { file, out, common } => {
            let lang = inputs::lang(common);
            let (text, problems) = karenina_io::draft_recipe(file)?;
            if !problems.is_empty() && !common.quiet {
                output::complain(&report::problem_list(&problems, lang));
            }
            match out {
                Some(path) => {
                    output::write_file(path, std::slice::from_ref(file), |out| {
                        out.write_all(text.as_bytes())
                    })?;
                    if !common.quiet {
                        let path = path.display().to_string();
                        output::complain(&report::written(&path, lang));
                    }
                }
                None => output::print(|out| out.write_all(text.as_bytes()))?,
            }
            Ok(Outcome::Answered)
        }
        RecipeCommand::Check { file, common } => {
            let lang = inputs::lang(common);
            let (_, problems) = karenina_io::read_recipe(file)?;
            let text = report::problem_list(&problems, lang);
            output::print(|out| out.write_all(text.as_bytes()))?;
            Ok(if problems.is_empty() { Outcome::Answered } else { Outcome::NotMet })
        }
    }
}
