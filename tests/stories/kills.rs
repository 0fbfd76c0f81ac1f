//! An import that is killed at any moment has written all or nothing. `make drill` does it 200 times on each engine.

use std::process::Stdio;
use std::time::{Duration, Instant};

use hongwang_testing::invent::{Size, town};
use hongwang_testing::layout::Layout;
use hongwang_testing::town::Category;
use hongwang_testing::{Engine, Seeded, on_both_engines};

use crate::{place, workbook};

on_both_engines! {
    fn all_or_nothing_is_written(engine) {
        let kills = std::env::var("HONGWANG_TEST_KILLS").map_or(4, |kills| kills.parse().unwrap());
        kill_imports(engine, kills);
    }
}

/// Kills imports that go back and forth between two states of a town; it must always be in one of them.
fn kill_imports(engine: Engine, kills: usize) {
    let place = place(engine);
    let one = town(111, Size { villages: 4, grids: 3, households: 12 });
    let mut other = one.clone();
    for household in other.villages.iter_mut().flat_map(|village| &mut village.households) {
        let head = &mut household.residents[0];
        let ticked = !head.ticks.contains(&Category::Preferential);
        if ticked {
            head.ticks.insert(Category::Preferential)
        } else {
            head.ticks.remove(&Category::Preferential)
        };
    }
    let layout = Layout {
        tick: (hongwang_testing::book::Cell::text("√"), hongwang_testing::book::Cell::text("×")),
        ..Layout::default()
    };
    let files = [workbook(&place, "one.xlsx", &one, &layout), workbook(&place, "other.xlsx", &other, &layout)];
    place.import(&files[0], &[]).assert(0);
    let started = Instant::now();
    place.import(&files[1], &[]).assert(0);
    let whole = started.elapsed();
    let states = [&one, &other].map(|town| town.figures(hongwang_testing::town::Basis::Registered));
    assert_ne!(states[0], states[1]);

    let mut chance = Seeded::new(std::process::id().into());
    let (mut stands, mut died, mut done) = (1, 0, 0);
    for round in 0..kills {
        let next = 1 - stands;
        let command = ["import", "workbook", files[next].to_str().unwrap()];
        let mut child = place
            .command(command.into_iter().chain(hongwang_testing::place::TOWN))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole.mul_f64(chance.below(1100) as f64 / 1000.0));
        let alive = child.try_wait().unwrap().is_none();
        let _ = child.kill();
        child.wait().unwrap();
        died += usize::from(alive);
        let figures = settled(&place);
        let now = states.iter().position(|state| *state == figures);
        assert!(now.is_some(), "round {round}: neither before nor after");
        done += usize::from(now == Some(next));
        stands = now.unwrap();
        place.assert_sound();
        if round % 10 == 9 || round + 1 == kills {
            // The next import goes on as if nothing had been.
            place.import(&files[1 - stands], &[]).assert(0);
            stands = 1 - stands;
            assert_eq!(settled(&place), states[stands]);
        }
    }
    eprintln!("{kills} imports were started, {died} killed before their end; {done} had been written.");
}

/// The ledger once the engine has noticed that its client is gone.
fn settled(place: &hongwang_testing::Place) -> hongwang_testing::town::Figures {
    let deadline = Instant::now() + Duration::from_secs(20);
    let busy = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    while place.database().engine() == Engine::Postgres
        && place.database().ask(busy) != "0"
        && Instant::now() < deadline
    {
        std::thread::sleep(Duration::from_millis(20));
    }
    place.ledger("211104109", &[]).figures()
}
