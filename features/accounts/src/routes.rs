//! The pages and the API of this slice.

use axum::http::Method;
use hongwang_domain::Action::{HelpAccounts, ManageAccounts};
use hongwang_web::Policy::{At, Open, SignedIn, Somewhere};
use hongwang_web::Route;

use crate::locate::ACCOUNT;
use crate::{api, pages};

pub(crate) fn routes() -> Vec<Route> {
    let (get, post, put, delete) = (Method::GET, Method::POST, Method::PUT, Method::DELETE);
    let page = Route::page;
    let api = Route::api;
    vec![
        page(get.clone(), "/login", Open, pages::log_in::show),
        page(post.clone(), "/login", Open, pages::log_in::enter),
        page(get.clone(), "/login/code", SignedIn, pages::second::ask_code),
        page(post.clone(), "/login/code", SignedIn, pages::second::pass),
        page(get.clone(), "/me/second", SignedIn, pages::second::show),
        page(post.clone(), "/me/second", SignedIn, pages::second::confirm),
        page(post.clone(), "/me/second/begin", SignedIn, pages::second::begin),
        page(post.clone(), "/me/second/end", SignedIn, pages::second::end),
        page(get.clone(), "/reset", Open, pages::reset::show),
        page(post.clone(), "/reset", Open, pages::reset::choose),
        page(post.clone(), "/logout", SignedIn, pages::log_in::leave),
        page(get.clone(), "/password", SignedIn, pages::password::show),
        page(post.clone(), "/password", SignedIn, pages::password::change),
        page(get.clone(), "/me", SignedIn, pages::me::show),
        page(post.clone(), "/me/sessions/{session}/name", SignedIn, pages::me::name_session),
        page(post.clone(), "/me/sessions/{session}/end", SignedIn, pages::me::end_session),
        page(post.clone(), "/me/sessions/end", SignedIn, pages::me::end_all),
        page(get.clone(), "/me/rights", SignedIn, pages::rights::show_own),
        page(get.clone(), "/me/tokens", SignedIn, pages::tokens::show),
        page(post.clone(), "/me/tokens", SignedIn, pages::tokens::create),
        page(post.clone(), "/me/tokens/{token}/revoke", SignedIn, pages::tokens::revoke),
        page(get.clone(), "/helping", Somewhere(HelpAccounts), pages::helping::list),
        page(get.clone(), "/helping/{account}", At(HelpAccounts, ACCOUNT), pages::helping::show),
        page(post.clone(), "/helping/{account}/code", At(HelpAccounts, ACCOUNT), pages::helping::give_code),
        page(
            post.clone(),
            "/helping/{account}/sessions/{session}/end",
            At(HelpAccounts, ACCOUNT),
            pages::helping::end_session,
        ),
        page(post.clone(), "/helping/{account}/sessions/end", At(HelpAccounts, ACCOUNT), pages::helping::end_sessions),
        page(get.clone(), "/accounts", Somewhere(ManageAccounts), pages::accounts::show),
        page(get.clone(), "/accounts/new", Somewhere(ManageAccounts), pages::new_account::show),
        page(post.clone(), "/accounts/new", Somewhere(ManageAccounts), pages::new_account::create),
        page(get.clone(), "/accounts/{account}", At(ManageAccounts, ACCOUNT), pages::account::show),
        page(get.clone(), "/accounts/{account}/rights", At(ManageAccounts, ACCOUNT), pages::rights::show),
        page(get.clone(), "/accounts/{account}/edit", At(ManageAccounts, ACCOUNT), pages::edit::show),
        page(post.clone(), "/accounts/{account}/edit", At(ManageAccounts, ACCOUNT), pages::edit::save),
        page(post.clone(), "/accounts/{account}/password", At(ManageAccounts, ACCOUNT), pages::account::give_password),
        page(
            post.clone(),
            "/accounts/{account}/sessions/end",
            At(ManageAccounts, ACCOUNT),
            pages::account::end_sessions,
        ),
        page(post.clone(), "/accounts/{account}/roles", At(ManageAccounts, ACCOUNT), pages::account::add_role),
        page(
            post.clone(),
            "/accounts/{account}/roles/{role}/end",
            At(ManageAccounts, ACCOUNT),
            pages::account::end_role,
        ),
        api(get.clone(), "/api/v1/me", SignedIn, api::me::show),
        api(get.clone(), "/api/v1/me/rights", SignedIn, api::rights::show_own),
        api(put.clone(), "/api/v1/me/view", SignedIn, api::me::prefer),
        api(put.clone(), "/api/v1/me/password", SignedIn, api::me::change_own_password),
        api(get.clone(), "/api/v1/sessions", SignedIn, api::me::sessions),
        api(delete.clone(), "/api/v1/sessions", SignedIn, api::me::end_sessions),
        api(put.clone(), "/api/v1/sessions/{session}", SignedIn, api::me::name_session),
        api(delete.clone(), "/api/v1/sessions/{session}", SignedIn, api::me::end_session),
        api(get.clone(), "/api/v1/tokens", SignedIn, api::tokens::list),
        api(post.clone(), "/api/v1/tokens", SignedIn, api::tokens::create),
        api(delete.clone(), "/api/v1/tokens/{token}", SignedIn, api::tokens::revoke),
        api(get.clone(), "/api/v1/helping", Somewhere(HelpAccounts), api::helping::list),
        api(get.clone(), "/api/v1/helping/{account}", At(HelpAccounts, ACCOUNT), api::helping::show),
        api(post.clone(), "/api/v1/helping/{account}/code", At(HelpAccounts, ACCOUNT), api::helping::give_code),
        api(
            delete.clone(),
            "/api/v1/helping/{account}/sessions/{session}",
            At(HelpAccounts, ACCOUNT),
            api::helping::end_session,
        ),
        api(
            delete.clone(),
            "/api/v1/helping/{account}/sessions",
            At(HelpAccounts, ACCOUNT),
            api::helping::end_sessions,
        ),
        api(get.clone(), "/api/v1/accounts", Somewhere(ManageAccounts), api::accounts::list),
        api(post.clone(), "/api/v1/accounts", Somewhere(ManageAccounts), api::accounts::create),
        api(get.clone(), "/api/v1/accounts/{account}/rights", At(ManageAccounts, ACCOUNT), api::rights::show),
        api(get, "/api/v1/accounts/{account}", At(ManageAccounts, ACCOUNT), api::accounts::show),
        api(put, "/api/v1/accounts/{account}", At(ManageAccounts, ACCOUNT), api::accounts::edit),
        api(
            post.clone(),
            "/api/v1/accounts/{account}/password",
            At(ManageAccounts, ACCOUNT),
            api::accounts::give_password,
        ),
        api(
            delete.clone(),
            "/api/v1/accounts/{account}/sessions",
            At(ManageAccounts, ACCOUNT),
            api::accounts::end_sessions,
        ),
        api(post, "/api/v1/accounts/{account}/roles", At(ManageAccounts, ACCOUNT), api::accounts::add_role),
        api(delete, "/api/v1/accounts/{account}/roles/{role}", At(ManageAccounts, ACCOUNT), api::accounts::end_role),
    ]
}
