use hongwang_accounts::{create_token, log_out_everywhere};
use hongwang_domain::Actor;
use hongwang_domain::policy::Reach;
use hongwang_store::Key;
use hongwang_testing::{Engine, on_both_engines};

use crate::ground::{Ground, NAME, PASSWORD, PHONE};

/// Everything that the database holds, as bytes or text.
fn everything(ground: &Ground, engine: Engine) -> Vec<u8> {
    match engine {
        Engine::Sqlite => {
            let files = std::fs::read_dir(ground.database.folder()).unwrap();
            files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
        }
        Engine::Postgres => {
            let tables =
                "SELECT string_agg(format('SELECT %L || t::text FROM %I t', table_name, table_name), ' UNION ALL ')
                FROM information_schema.tables WHERE table_schema = 'county_211104'";
            let query = ground.database.ask(tables);
            ground.database.ask(&format!("SET search_path = county_211104; {query}")).into_bytes()
        }
    }
}

fn holds(all: &[u8], text: &str) -> bool {
    let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    let has = |wanted: &[u8]| all.windows(wanted.len()).any(|window| window == wanted);
    has(text.as_bytes()) || has(hex.as_bytes())
}

on_both_engines! {
    fn no_secret_stands_in_the_database(engine) {
        let ground = Ground::new(engine);
        let id = ground.leader();
        let inside = ground.enter(PHONE, PASSWORD).unwrap();
        let actor = ground.actor(inside.secret.expose());
        let token = create_token(&ground.store, &actor, &Key::new(), &id, "电脑", (7, Reach::Everything)).unwrap();
        ground.enter(PHONE, "Zwetschge-9").unwrap_err();
        let before = everything(&ground, engine);
        let given = hongwang_accounts::give_password(&ground.store, &Actor::console(), &Key::new(), &id).unwrap();
        log_out_everywhere(&ground.store, &actor).unwrap();
        for all in [before, everything(&ground, engine)] {
            let secrets = [PASSWORD, PHONE, "Zwetschge-9", inside.secret.expose(), token.secret.expose(), given.password.expose(), "10.0.0.7"];
            for secret in secrets {
                // The audit says from where somebody logged in: an address is in it, and nowhere else.
                assert_eq!(holds(&all, secret), secret == "10.0.0.7", "{secret}");
            }
            assert!(holds(&all, NAME), "a search that finds nothing proves nothing");
        }
        assert_eq!(ground.store.complaints().unwrap(), []);
    }

    fn the_audit_tells_of_everything_without_names(engine) {
        use diesel::prelude::*;
        use hongwang_store::schema::store::audit_entries;
        let ground = Ground::new(engine);
        let id = ground.leader();
        let inside = ground.enter(PHONE, PASSWORD).unwrap();
        log_out_everywhere(&ground.store, &ground.actor(inside.secret.expose())).unwrap();
        let rows: Vec<(String, String, String, String)> = ground.store.keep_house(|db| {
            let columns = (audit_entries::actor, audit_entries::action, audit_entries::source, audit_entries::detail);
            Ok::<_, hongwang_store::StoreError>(audit_entries::table.order(audit_entries::id).select(columns).load(db)?)
        }).unwrap();
        let told: Vec<(&str, &str)> = rows.iter().map(|(actor, action, ..)| (actor.as_str(), action.as_str())).collect();
        let own = (id.as_str(), "use_own_account");
        // Made, logged in, password changed, logged in, logged out.
        assert_eq!(told, [("console", "manage_accounts"), own, own, own, own]);
        assert_eq!(rows[1].2, "10.0.0.7");
        for (.., detail) in &rows {
            assert!(![NAME, PHONE, PASSWORD].iter().any(|secret| detail.contains(secret)), "{detail}");
        }
    }
}
