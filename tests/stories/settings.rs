//! Options, variables, the config file; a county's own rulebook and words.

use std::process::Command;

use hongwang_testing::invent::{Size, town};
use hongwang_testing::layout::Layout;
use hongwang_testing::{Engine, Output, Place, on_both_engines};

use crate::{PROGRAM, place, workbook};

on_both_engines! {
    fn what_an_option_says_a_variable_or_the_config_file_can_say(engine) {
        let (place, town) = (place(engine), town(131, Size::SMALL));
        place.import(&workbook(&place, "town.xlsx", &town, &Layout::default()), &[]).assert(0);
        let export = ["export", "ledger", "--unit", "211104109", "--format", "json", "--output"];
        let output = place.file("by variable.json");
        let mut command = bare();
        command.args(export).arg(&output).env("HONGWANG_DATA", place.data());
        if engine == Engine::Postgres {
            command.env("HONGWANG_DATABASE", place.database().url());
        }
        Output::of(&mut command).assert(0);

        let database = match engine {
            Engine::Postgres => format!("database = \"{}\"\n", place.database().url()),
            Engine::Sqlite => String::new(),
        };
        let config = place.file("hongwang.toml");
        std::fs::write(&config, format!("data = \"{}\"\n{database}language = \"en\"\n", place.data().display())).unwrap();
        let other = place.file("by config.json");
        Output::of(bare().args(export).arg(&other).arg("--config").arg(&config)).assert(0);
        assert_eq!(std::fs::read(&output).unwrap(), std::fs::read(&other).unwrap());

        std::fs::write(&config, "dat = \"x\"\n").unwrap();
        Output::of(bare().args(export).arg(&other).arg("--config").arg(&config)).assert(2);
    }

    fn a_county_can_add_words_that_its_clerks_use(engine) {
        let (place, town) = (place(engine), town(132, Size::SMALL));
        let layout = Layout {
            heading: |column| match column {
                hongwang_testing::layout::Column::Name => "叫啥".to_owned(),
                column => column.heading().to_owned(),
            },
            ..Layout::default()
        };
        let file = workbook(&place, "town.xlsx", &town, &layout);
        assert_eq!(place.import(&file, &["--check"]).report().residents, 0);
        let folder = overrides(&place, "workbook.toml", |text| text.replacen("name = [\"姓名\"", "name = [\"叫啥\", \"姓名\"", 1));
        place.run(["rulebook", "check", "--rulebook", &folder]).assert(0);
        let report = place.import(&file, &["--check", "--rulebook", &folder]).assert(0).report();
        report.assert_clean();
        assert_eq!(report.residents, town.rows() as u64);
    }

    fn no_county_can_make_a_list_of_people_to_watch(engine) {
        let place = place(engine);
        let category = |id: &str, service: &str, names: &str| {
            format!("\n[[category]]\nid = \"{id}\"\nclause = \"ANNEX-A5\"\nlevel = \"person\"\nsensitive = true\n\
                     {service}decided_by = \"civil_affairs\"\nnames = [{names}]\n")
        };
        let service = "service = \"minimum_living_help\"\n";
        for added in [
            category("petitioner", service, "\"上访户\""),
            category("helped", service, "\"帮扶户\", \"重点人员\""),
            category("nothing", "", "\"什么也不给\""),
        ] {
            let folder = overrides(&place, "categories.toml", |text| text.to_owned() + &added);
            let output = place.run(["rulebook", "check", "--rulebook", &folder]).assert(1);
            assert!(output.stderr.contains("categories.toml:"), "file and line: {}", output.stderr);
            assert_eq!(place.export("211104", &["--rulebook", &folder]).code, Some(1), "nor does anything start with it");
        }
    }

    fn it_speaks_english_when_asked(engine) {
        let (place, town) = (place(engine), town(133, Size::SMALL));
        let file = workbook(&place, "town.xlsx", &town, &Layout::default());
        let output = place.import(&file, &["--lang", "en"]).assert(0);
        assert!(output.stderr.is_ascii(), "{}", output.stderr);
        let notice = &output.report().notices[0];
        assert!(notice.message.starts_with(|c: char| c.is_ascii()), "{}", notice.message);
        assert_eq!(place.run(["doctor", "--lang", "zz"]).code, Some(2));
    }
}

/// The command without any setting.
fn bare() -> Command {
    let mut command = Command::new(PROGRAM);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("HONGWANG_")) {
        command.env_remove(name);
    }
    command.env("HONGWANG_TODAY", "2026-11-05");
    command
}

/// A folder with one rulebook file in place of ours.
fn overrides(place: &Place, name: &str, change: impl Fn(&str) -> String) -> String {
    let folder = place.file("rulebook");
    std::fs::create_dir_all(&folder).unwrap();
    let ours = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rulebook").join(name);
    let text = std::fs::read_to_string(ours).unwrap();
    let changed = change(&text);
    assert_ne!(changed, text);
    std::fs::write(folder.join(name), changed).unwrap();
    folder.display().to_string()
}
