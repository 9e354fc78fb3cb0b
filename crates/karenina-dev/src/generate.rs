//! Fictitious programmes of any size: every table is filled, some cells are left unknown.

use std::{
    fs,
    io::{BufWriter, Write},
    path::Path,
};

use anyhow::Context;
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// Writes a programme as a folder of CSV files.
pub fn programme(dir: &Path, clusters: u32, memberships: u32, seed: u64) -> anyhow::Result<()> {
    fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))?;
    let clusters = clusters.max(1);
    let per_cluster = (memberships / clusters).max(1);
    let organisations = (memberships / 8).max(20);
    let mut it = Making { dir, random: ChaCha8Rng::seed_from_u64(seed) };
    it.table("programme", "id,name,judged_as_of,clusters_total,about", |out, _| {
        writeln!(out, "generated,Generated programme (fictitious),2026-01-01,{clusters},made by cargo dev generate")
    })?;
    it.places(clusters)?;
    it.clusters(clusters, per_cluster)?;
    it.organisations(organisations)?;
    it.memberships(clusters, per_cluster, organisations)?;
    it.practices(clusters)?;
    it.lists(clusters, organisations)?;
    Ok(())
}

struct Making<'a> {
    dir: &'a Path,
    random: ChaCha8Rng,
}

type Line<'a> = &'a mut BufWriter<fs::File>;

impl Making<'_> {
    fn table(
        &mut self,
        name: &str,
        heading: &str,
        rows: impl FnOnce(Line<'_>, &mut ChaCha8Rng) -> std::io::Result<()>,
    ) -> anyhow::Result<()> {
        let path = self.dir.join(name).with_extension("csv");
        let file =
            fs::File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
        let mut out = BufWriter::new(file);
        writeln!(out, "{heading}")?;
        rows(&mut out, &mut self.random)?;
        out.flush()?;
        Ok(())
    }

    fn places(&mut self, n: u32) -> anyhow::Result<()> {
        let heading = "id,name,region,single_specialism,closed_city,regional_centre,creative_employment_share,largest_employer_share";
        self.table("places", heading, |out, random| {
            for at in 0..n {
                writeln!(
                    out,
                    "place-{at},Town {at},Region {},{},{},{},{:.3},{:.3}",
                    at % 80,
                    flag(random, 15),
                    flag(random, 5),
                    flag(random, 40),
                    unit(random) * 0.4,
                    unit(random),
                )?;
            }
            Ok(())
        })
    }

    fn clusters(&mut self, n: u32, per_cluster: u32) -> anyhow::Result<()> {
        let fields = [
            "ict_electronics",
            "pharma_bio_medical",
            "chemistry_petrochemistry",
            "aerospace_ships",
            "nuclear_radiation",
            "new_materials",
        ];
        let heading = "id,name,kind,standing,field,place,region,started_on,support_since,tender_group,initiator_kind,members_total,complete_lists";
        let initiators =
            ["regional_authority", "corporation", "university_or_research", "business_association"];
        self.table("clusters", heading, |out, random| {
            for at in 0..n {
                let complete = ["memberships;groups;bodies;seats;projects;ventures;infrastructure", "", "memberships"];
                writeln!(
                    out,
                    "cluster-{at},Cluster {at},initiative,supported,{},place-{at},Region {},{},{},{},{},{},{}",
                    fields[at as usize % fields.len()],
                    at % 80,
                    2008 + random.next_u32() % 10,
                    2012 + random.next_u32() % 10,
                    1 + random.next_u32() % 2,
                    initiators[random.next_u32() as usize % initiators.len()],
                    if random.next_u32().is_multiple_of(3) { (per_cluster + random.next_u32() % 5).to_string() } else { String::new() },
                    complete[random.next_u32() as usize % complete.len()],
                )?;
            }
            Ok(())
        })
    }

    fn organisations(&mut self, n: u32) -> anyhow::Result<()> {
        let kinds = [
            "manufacturing_company",
            "service_company",
            "service_company",
            "manufacturing_company",
            "higher_education",
            "research_organisation",
            "finance",
            "association",
            "",
        ];
        let sizes = ["micro", "small", "medium", "large", ""];
        let ownerships = ["private", "private", "private", "state", "mixed", "foreign", ""];
        let heading = "id,name,kind,size,ownership,activity,founded_on,employees,revenue";
        self.table("organisations", heading, |out, random| {
            for at in 0..n {
                writeln!(
                    out,
                    "org-{at},Organisation {at},{},{},{},{:02}.{},{},{},{}",
                    kinds[random.next_u32() as usize % kinds.len()],
                    sizes[random.next_u32() as usize % sizes.len()],
                    ownerships[random.next_u32() as usize % ownerships.len()],
                    10 + random.next_u32() % 80,
                    random.next_u32() % 10,
                    1960 + random.next_u32() % 60,
                    1 + random.next_u32() % 2000,
                    random.next_u32() % 1_000_000,
                )?;
            }
            Ok(())
        })
    }

    fn memberships(
        &mut self,
        clusters: u32,
        per_cluster: u32,
        organisations: u32,
    ) -> anyhow::Result<()> {
        let roles = ["core", "associated", "supporting"];
        let commitments = ["signed", "paid", "project", "none", ""];
        let heading = "cluster,organisation,from,to,role,commitment";
        self.table("memberships", heading, |out, random| {
            for cluster in 0..clusters {
                // A stride that shares no factor with most numbers: no member twice in a cluster.
                let start = random.next_u32() % organisations;
                for at in 0..per_cluster.min(organisations) {
                    let year = 2008 + random.next_u32() % 16;
                    let month = 1 + random.next_u32() % 12;
                    let to = if random.next_u32().is_multiple_of(20) { "2025-06-30" } else { "" };
                    writeln!(
                        out,
                        "cluster-{cluster},org-{},{year}-{month:02}-01,{to},{},{}",
                        (start + at) % organisations,
                        roles[random.next_u32() as usize % roles.len()],
                        commitments[random.next_u32() as usize % commitments.len()],
                    )?;
                }
            }
            Ok(())
        })
    }

    fn practices(&mut self, clusters: u32) -> anyhow::Result<()> {
        let (catalogue, _) = crate::catalogue()?;
        self.table("practices", "cluster,practice,value,since,status", |out, random| {
            for cluster in 0..clusters {
                for practice in catalogue.practices.keys() {
                    // Nobody answers everything.
                    if random.next_u32() % 10 < 3 {
                        continue;
                    }
                    writeln!(
                        out,
                        "cluster-{cluster},{practice},{},2020,declared",
                        flag(random, 60)
                    )?;
                }
            }
            Ok(())
        })
    }

    fn lists(&mut self, clusters: u32, organisations: u32) -> anyhow::Result<()> {
        let organisation = |random: &mut ChaCha8Rng| random.next_u32() % organisations;
        let heading = "id,clusters,kind,independent,staff_fte,director_chosen_by,status_kind";
        self.table("bodies", heading, |out, random| {
            for at in 0..clusters {
                let choices = ["general_meeting", "regional_authority", "board", "state_body"];
                let chosen = choices[random.next_u32() as usize % choices.len()];
                writeln!(
                    out,
                    "body-{at},cluster-{at},specialist_organisation,{},{},{chosen},independent",
                    flag(random, 60),
                    1 + random.next_u32() % 20,
                )?;
                writeln!(out, "board-{at},cluster-{at},board,,,,")?;
            }
            Ok(())
        })?;
        self.table("seats", "body,class,organisation", |out, random| {
            let classes =
                ["large_company", "sme", "higher_education", "research", "government", "finance"];
            for at in 0..clusters {
                for _ in 0..9 {
                    let class = classes[random.next_u32() as usize % classes.len()];
                    writeln!(out, "board-{at},{class},org-{}", organisation(random))?;
                }
            }
            Ok(())
        })?;
        self.table("groups", "id,clusters,kind,basis", |out, random| {
            for at in 0..clusters {
                for group in 0..random.next_u32() % 4 {
                    writeln!(out, "group-{at}-{group},cluster-{at},working_group,sector")?;
                }
                writeln!(out, "club-{at},cluster-{at},professional_community,profession")?;
            }
            Ok(())
        })?;
        self.table("meetings", "group,body,date,kind,attendance", |out, random| {
            for at in 0..clusters {
                let month = 1 + random.next_u32() % 12;
                writeln!(out, "club-{at},,2025-{month:02}-15,meeting,{}", random.next_u32() % 60)?;
                writeln!(out, ",board-{at},2025-{month:02}-20,meeting,9")?;
            }
            Ok(())
        })?;
        self.table("projects", "id,cluster,title,kind,innovative,start,total,public,own_money,begun_by", |out, random| {
            for at in 0..clusters {
                for project in 0..random.next_u32() % 5 {
                    let kinds = ["joint_innovation", "autonomous", "infrastructure", "training"];
                    let kind = kinds[random.next_u32() as usize % kinds.len()];
                    let total = random.next_u32() % 1000;
                    writeln!(
                        out,
                        "project-{at}-{project},cluster-{at},Project {project},{kind},{},2023,{total},{},{},sme",
                        flag(random, 70),
                        total / 2,
                        total - total / 2,
                    )?;
                }
            }
            Ok(())
        })?;
        self.table("funding", "cluster,year,source_kind,amount", |out, random| {
            let kinds = ["federal", "regional", "local", "member_fees", "services", "other"];
            for at in 0..clusters {
                for kind in kinds {
                    writeln!(out, "cluster-{at},2025,{kind},{}", random.next_u32() % 500)?;
                }
            }
            Ok(())
        })?;
        self.table("ventures", "cluster,organisation,kind,founded_on,gazelle", |out, random| {
            for at in 0..clusters {
                for _ in 0..random.next_u32() % 4 {
                    let year = 2018 + random.next_u32() % 8;
                    writeln!(
                        out,
                        "cluster-{at},org-{},start_up,{year},{}",
                        organisation(random),
                        flag(random, 20)
                    )?;
                }
            }
            Ok(())
        })?;
        self.table("infrastructure", "cluster,name,kind,state", |out, random| {
            let states = ["planned", "building", "working"];
            for at in 0..clusters {
                let state = states[random.next_u32() as usize % states.len()];
                writeln!(out, "cluster-{at},Incubator {at},incubator,{state}")?;
            }
            Ok(())
        })?;
        self.table("claims", "subject,indicator,period,value,said_by,said_on,status", |out, random| {
            for at in 0..clusters {
                let share = unit(random);
                writeln!(
                    out,
                    "cluster-{at},private_initiative/share_of_companies,2025,{:.2}..{:.2},Cluster {at},2025-12-01,declared",
                    share * 0.9,
                    share * 0.9 + 0.1,
                )?;
            }
            Ok(())
        })
    }
}

/// Yes with a chance in per cent; one in ten is not known.
fn flag(random: &mut ChaCha8Rng, per_cent: u32) -> &'static str {
    match random.next_u32() % 100 {
        it if it % 10 == 9 => "",
        _ if random.next_u32() % 100 < per_cent => "yes",
        _ => "no",
    }
}

fn unit(random: &mut ChaCha8Rng) -> f64 {
    f64::from(random.next_u32()) / f64::from(u32::MAX)
}
