//! `todo`: one to-do in full, by its number or its address.

use std::collections::HashSet;
use std::io::{self, Write};

use super::attributes::Attributes;
use super::headless::Headless;
use super::output::Printer;
use super::teams::all;
use super::todo_text::{self, Style};
use crate::app::data::pager::Pager;
use crate::app::records::{Comments, Record, Thing};
use crate::base::text::SafeText;
use crate::runtime::cli::TodoArgs;
use crate::runtime::exit_error::ExitError;
use crate::runtime::run_context::RunContext;
use crate::tower::call::{Call, Reply};
use crate::tower::comment::Comment;
use crate::tower::model::TeamId;
use crate::tower::todo::Todo;
use crate::tower::todo_address::TodoAddress;
use crate::ui::words::Words;

/// Prints the to-do.
pub(in crate::runtime) fn todo(context: RunContext, asked: &TodoArgs) -> Result<(), ExitError> {
    let client = context.client()?;
    let words = Words(context.lang);
    let printer = Printer::of(Thing::WholeTodo, &asked.output, words)?;
    let last = context.store.last_team();
    let Some(address) = TodoAddress::read(&asked.todo, &client.addresses.origin) else {
        return Err(ExitError::NoAddress(SafeText::line(&asked.todo, SafeText::NAME)));
    };
    Headless::run(client, context, async |headless: &mut Headless| {
        headless.is_signed_in()?;
        let mut attributes = Attributes::of(printer.wants_all());
        let todo = find(headless, &address, last.as_ref(), &mut attributes).await?;
        let comments = comments(headless, &todo).await?;
        let output = &asked.output;
        if output.is_for_people() || (output.md && output.fields.is_empty()) {
            let style = if output.md { Style::Markdown } else { Style::Plain };
            let mut out = io::stdout().lock();
            return Ok(write!(out, "{}", todo_text::in_full(&todo, &comments, style, words))?);
        }
        let record = Record::whole_todo(&todo, Comments(&comments));
        printer.print(&[attributes.complete(todo.id.0.as_str(), record)], &|_, _| None)
    })
}

/// The to-do, in whichever team it is.
async fn find(
    headless: &mut Headless,
    address: &TodoAddress,
    last: Option<&TeamId>,
    attributes: &mut Attributes,
) -> Result<Todo, ExitError> {
    let teams = all(headless).await?;
    let last = last.filter(|last| teams.iter().any(|team| team.id == **last));
    let candidates = address.may_be_in(None, last, teams.iter().map(|team| team.id.clone()));
    let count = candidates.len();
    for team in candidates {
        let reply = headless.call(attributes.along(address.call(&team))).await;
        match reply.map(|reply| attributes.out_of(reply)) {
            Ok(Reply::Todo(todo)) => return Ok(*todo),
            Ok(_) => {}
            Err(ExitError::Call(why)) if address.goes_on_after(&why) => {}
            Err(error) => return Err(error),
        }
    }
    Err(ExitError::NoSuchTodo(count))
}

/// What was written below it: with its own document, or page by page where that has left some out.
async fn comments(headless: &mut Headless, todo: &Todo) -> Result<Vec<Comment>, ExitError> {
    if todo.comments.len() >= todo.comment_count {
        return Ok(todo.comments.clone());
    }
    let mut found: Vec<Comment> = Vec::new();
    let mut seen = HashSet::new();
    let mut pager = Pager::default();
    while !pager.is_over() {
        for number in pager.ahead() {
            let call = Call::Comments { todo: todo.id.clone(), page: number };
            if let Reply::Comments(page) = headless.call(call).await? {
                pager.came(number, page);
            }
        }
        while let Some(page) = pager.next_in_order() {
            let (before, had) = (found.len(), page.comments.len());
            found.extend(page.comments.into_iter().filter(|one| seen.insert(one.id.clone())));
            if pager.took(had, found.len() - before, page.is_last, page.has_next) {
                headless.had_counted(page.unreadable);
            }
        }
    }
    if pager.is_cut() {
        headless.is_cut_after(found.len());
    }
    Ok(found)
}
