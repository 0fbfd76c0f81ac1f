//! The service: pages and API on an address, until a signal ends it.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use hongwang_backup::Plan;
use hongwang_web::{App, Demo, Options};
use hongwang_words::say;

use crate::cli::ServeArgs;
use crate::commands::demo;
use crate::failure::Failure;
use crate::settings::Settings;
use crate::slices;

/// Serves until it is told to end. A demo's data says so at the log-in page, whoever serves it: its passwords are public.
pub fn run(args: &ServeArgs, settings: &Settings) -> Result<ExitCode, Failure> {
    start(args.listen, args.behind_tls, demo::told(settings), settings)
}

/// As [`run`]; the log-in page of a demo tells its accounts.
pub fn start(
    listen: SocketAddr,
    behind_tls: bool,
    demo: Option<Demo>,
    settings: &Settings,
) -> Result<ExitCode, Failure> {
    let rulebook = settings.rulebook()?;
    let store = settings.store(&rulebook)?;
    if let Some(plan) = plan(settings, demo.is_some())? {
        plan.install();
    }
    let gate = slices::gate(settings.idle_minutes, demo.is_some());
    let data = settings.data().ok().map(std::path::Path::to_owned);
    let options = Options { language: settings.language, behind_tls, demo, data };
    let app = Arc::new(App::new(store, rulebook, gate, slices::all(), options));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let language = settings.language;
    let ready = |address: SocketAddr| {
        eprintln!("{}", say(language, "serve-ready", &[]));
        println!("http://{address}");
    };
    runtime.block_on(hongwang_web::serve(app, listen, ready, ended())).map_err(|error| {
        Failure::words("failure-listen", &[("address", &listen.to_string()), ("said", &error.to_string())])
    })?;
    eprintln!("{}", say(language, "serve-ended", &[]));
    Ok(ExitCode::SUCCESS)
}

/// A demo makes backups too, into its own folder, so that their page has something to say.
fn plan(settings: &Settings, is_demo: bool) -> Result<Option<Plan>, Failure> {
    let wanted = settings.backup_plan()?;
    if wanted.is_some() || !is_demo {
        return Ok(wanted);
    }
    let (data, key_file) = (settings.data()?.to_owned(), settings.backup_key_file()?);
    Ok(Some(Plan { folder: data.join("backups"), hour: 0, keep: 3, key_file, data }))
}

/// Ctrl-C, or the signal by which a service manager ends a service.
async fn ended() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
