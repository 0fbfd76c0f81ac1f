//! Logs on stderr; `HONGWANG_LOG` says how much (default: warnings), `HONGWANG_LOG_FORMAT=json` makes each line an object.

use tracing_subscriber::EnvFilter;

pub fn start() {
    let filter = EnvFilter::try_from_env("HONGWANG_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match std::env::var("HONGWANG_LOG_FORMAT").as_deref() {
        Ok("json") => lines.json().flatten_event(true).init(),
        _ => lines.init(),
    }
}
