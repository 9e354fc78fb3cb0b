//! Files of CORDIS, as published and as handed on, whole and broken.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::{fs, io::Write, path::PathBuf};

use karenina_io::{CordisReading, RegionalClusters, holds_cordis, read_cordis, regional_clusters};
use karenina_model::{Class, Code};

fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("karenina-cordis-{}-{name}", std::process::id()));
    _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    for (name, text) in files {
        if std::path::Path::new(name).extension().is_some_and(|it| it == "gz") {
            let file = fs::File::create(dir.join(name)).unwrap();
            let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
            packed.write_all(text.as_bytes()).unwrap();
            packed.finish().unwrap();
        } else {
            fs::write(dir.join(name), text).unwrap();
        }
    }
    dir
}

fn read(dir: &PathBuf) -> CordisReading {
    assert!(holds_cordis(dir));
    let reading = read_cordis(std::slice::from_ref(dir), false).unwrap();
    fs::remove_dir_all(dir).unwrap();
    reading
}

fn codes(reading: &CordisReading) -> Vec<(Code, Option<u32>)> {
    reading.problems.iter().map(|it| (it.code, it.place.line)).collect()
}

const HEADING: &str = "rcn,role,pic,type,contribution,country,start_date,end_date";

#[test]
fn official_files_with_semicolons_and_decimal_commas_are_understood() {
    let dir = folder(
        "official",
        &[
            (
                "organization.csv",
                "\u{feff}projectID;projectAcronym;organisationID;vatNumber;name;shortName;SME;\
                 activityType;street;postCode;city;country;nutsCode;rcn;order;role;ecContribution\n\
                 101;ALLOY;999;;\"ACME; Forge GmbH\";ACME;true;PRC;;;Aachen;DE;DEA2D;1;1;\
                 coordinator;\"227500,5\"\n\
                 101;ALLOY;998;;Universität X;UX;false;HES;;;Bonn;DE;DEA22;2;2;participant;0\n",
            ),
            (
                "project.csv",
                "id;acronym;status;title;startDate;endDate;totalCost;ecMaxContribution;legalBasis\n\
                 101;ALLOY;SIGNED;Better alloys;2019-01-01;2021-12-31;300000;227500,5;H2020-EU.2.1.\n",
            ),
        ],
    );
    let reading = read(&dir);
    assert_eq!(reading.problems, []);
    let it = reading.collaboration;
    assert_eq!(it.organisations.len(), 2);
    let acme = &it.organisations[0];
    assert_eq!(acme.name.as_deref(), Some("ACME; Forge GmbH"));
    assert_eq!((acme.class, acme.is_small), (Some(Class::Business), Some(true)));
    assert_eq!(acme.region.as_deref(), Some("DEA2D"));
    assert_eq!(it.participations[0].contribution, Some(227_500.5));
    assert!(it.participations[0].lead && !it.participations[1].lead);
    let project = &it.events[0];
    assert_eq!(project.title.as_deref(), Some("ALLOY"));
    assert_eq!(project.public, Some(227_500.5));
    assert_eq!(project.parts, ["H2020-EU.2.1."]);
}

#[test]
fn packed_extracts_are_read_as_unpacked_ones() {
    let text = format!("{HEADING}\n1,coordinator,7,PRC,10,DE,2019-01-01,2020-01-01\n");
    let packed = read(&folder("packed", &[("p.csv.gz", &text)]));
    let plain = read(&folder("plain", &[("p.csv", &text)]));
    assert_eq!(packed.collaboration.participations, plain.collaboration.participations);
    assert_eq!(packed.problems, []);
}

#[test]
fn everything_that_is_wrong_is_listed_with_its_line_and_nothing_is_made_up() {
    let text = format!(
        "{HEADING}\n\
         1,coordinator,7,PRC,NaN,DE,2019-01-01,2020-01-01\n\
         1,participant,7,PRC,5,DE,2019-01-01,2020-01-01\n\
         2,coordinator,7,PRC,-3,DE,2019-13-01,2020-01-01\n\
         2,participant,8,REC,inf,FR,2019-13-01,2020-01-01\n\
         2,participant,8,HES,4,FR,,\n\
         ,participant,9,,1,FR,,\n\
         3,participant,,,1,FR,,\n\
         4,participant,9,,1,FR,,\n"
    );
    let reading = read(&folder("broken", &[("p.csv", &text)]));
    let found = codes(&reading);
    for expected in [
        (Code::ContributionUnfit, Some(2)),
        (Code::PartnerOfItself, Some(3)),
        (Code::ContributionUnfit, Some(4)),
        (Code::NotADate, Some(4)),
        (Code::ContributionUnfit, Some(5)),
        (Code::ParticipationTwice, Some(6)),
        (Code::ClassesDiffer, Some(6)),
        (Code::ParticipationUnusable, Some(7)),
        (Code::ParticipationUnusable, Some(8)),
        (Code::ClassMissing, None),
    ] {
        assert!(found.contains(&expected), "{expected:?} is not in {found:#?}");
    }
    let it = reading.collaboration;
    assert_eq!(it.participations.len(), 4);
    assert_eq!(it.participations[0].contribution, Some(5.0));
    assert_eq!(it.organisations[2].class, None);
}

#[test]
fn a_name_in_five_spellings_is_one_organisation_and_every_join_is_shown() {
    let text = "projectID;organisationID;name;role;activityType;country\n\
         1;7;Siemens AG;coordinator;PRC;DE\n\
         2;;SIEMENS A.G.;participant;PRC;DE\n\
         3;;siemens;participant;PRC;DE\n\
         4;;Siemens Aktiengesellschaft;participant;PRC;DE\n\
         5;;\"Siemens, AG\";participant;PRC;DE\n\
         6;;Siemens AG;participant;PRC;AT\n\
         7;8;Siemens;participant;PRC;DE\n";
    let dir = folder("names", &[("organization.csv", text)]);
    let joined = read_cordis(std::slice::from_ref(&dir), true).unwrap();
    let apart = read(&dir);
    // Another country and another key are other organisations.
    assert_eq!(apart.collaboration.organisations.len(), 3);
    let n = |code: Code| apart.problems.iter().filter(|it| it.code == code).count();
    assert_eq!(n(Code::JoinedByName), 4);
    assert_eq!(n(Code::NamesAlike), 1);
    assert!(apart.collaboration.merged.iter().any(|it| it.found == "siemens"));
    assert_eq!(joined.collaboration.organisations.len(), 2);
}

#[test]
fn files_that_are_something_else_are_passed_over_and_named() {
    let text = format!("{HEADING}\n1,coordinator,7,PRC,1,DE,2019-01-01,2020-01-01\n");
    let reading = read(&folder("else", &[("p.csv", &text), ("towns.csv", "town,mayor\nA,B\n")]));
    assert_eq!(codes(&reading), [(Code::NotOfCordis, None)]);
    let empty = folder("empty", &[]);
    assert!(!holds_cordis(&empty));
    assert!(read_cordis(&[empty], false).unwrap().collaboration.organisations.is_empty());
}

#[test]
fn clusters_of_a_region_say_what_is_not_known_of_their_members() {
    let participations = format!(
        "{HEADING}\n\
         1,coordinator,7,PRC,1,DE,2019-01-01,2020-01-01\n\
         1,participant,8,HES,1,DE,2019-01-01,2020-01-01\n\
         1,participant,9,REC,1,DE,2019-01-01,2020-01-01\n\
         2,coordinator,7,PRC,1,DE,2019-01-01,2020-01-01\n\
         2,participant,5,PRC,1,FR,2019-01-01,2020-01-01\n"
    );
    let organisations = "pic,name,type,country,city,lon,lat,nuts3\n\
         7,ACME,PRC,DE,A,1,1,DE212\n8,Uni,HES,DE,B,1,1,DE211\n5,Soc,PRC,FR,P,1,1,FR101\n";
    let parts = "rcn,programme_part\n1,LEIT\n2,SC4\n";
    let reading = read(&folder(
        "clusters",
        &[("p.csv", &participations), ("o.csv", organisations), ("parts.csv", parts)],
    ));
    let wanted = RegionalClusters { regions: &[], parts: &[], least_members: 1, as_of: None };
    let tables = regional_clusters(&reading.collaboration, &wanted);
    assert_eq!((tables.n_clusters, tables.n_members, tables.n_projects), (3, 4, 3));
    let text = |name: &str| &tables.files.iter().find(|it| it.0 == name).unwrap().1;
    // 9 is in Germany, nobody says where: it may be a member.
    assert!(text("clusters.csv").contains("DE21-leit,DE21 LEIT,statistical,DE21,2..3,,cordis"));
    assert!(text("project_partners.csv").contains("1@DE21-leit,9,partner,?,1"));
    assert!(text("project_partners.csv").contains("2@DE21-sc4,5,partner,no,1"));
    assert!(text("projects.csv").contains("1@DE21-leit,DE21-leit,,joint_innovation,yes"));
    let names: Vec<(&str, &[u8])> =
        tables.files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let dataset = karenina_io::read_embedded("clusters", &names);
    assert_eq!(dataset.problems, [], "what is written can be read");
}

#[test]
fn all_participations_of_horizon_2020_are_read() {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/cordis");
    if !dir.exists() {
        eprintln!("skipped: {} is not there", dir.display());
        return;
    }
    let reading = read_cordis(&[dir], false).unwrap();
    let it = reading.collaboration;
    assert_eq!(it.participations.len(), 144_726);
    assert_eq!((it.events.len(), it.organisations.len()), (31_451, 35_871));
}
