//! The system's signals: those that ask the program to end, and the one that stops it for a while.

use tokio::sync::mpsc::{self, Receiver, Sender};

use crate::app::Event;

/// The signals that end a program which does not hear of them. Those of a defect of its own are not among them.
#[cfg(unix)]
fn that_end() -> impl Iterator<Item = i32> {
    use signal_hook::consts as the;
    let named = [
        the::SIGTERM,
        the::SIGHUP,
        the::SIGINT,
        the::SIGQUIT,
        the::SIGUSR1,
        the::SIGUSR2,
        the::SIGALRM,
        the::SIGVTALRM,
        the::SIGPROF,
        the::SIGXCPU,
        the::SIGXFSZ,
        the::SIGIO,
    ];
    // Of Linux alone: 16 and 30 (SIGSTKFLT, SIGPWR) and those that have no meaning of their own.
    let others = cfg!(target_os = "linux").then_some([16, 30].into_iter().chain(34..=64));
    // On other systems some of these are left alone where nobody hears of them.
    named.into_iter().chain(others.into_iter().flatten())
}

/// Passes on that the system asks the program to end.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "the same shape as elsewhere")]
pub(in crate::runtime) fn listen(inbox: &Sender<Event>) -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    for number in that_end() {
        // What cannot be listened to goes on as it would without.
        let Ok(mut signals) = signal(SignalKind::from_raw(number)) else { continue };
        let inbox = inbox.clone();
        tokio::spawn(async move {
            while signals.recv().await.is_some() {
                if inbox.send(Event::Terminated).await.is_err() {
                    return;
                }
            }
        });
    }
    Ok(())
}

/// Posts an event when a signal asks the program to end.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same shape as on Unix")]
pub(in crate::runtime) fn listen(inbox: &Sender<Event>) -> std::io::Result<()> {
    let inbox = inbox.clone();
    tokio::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() {
            if inbox.send(Event::Terminated).await.is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// What a signal asks of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runtime) enum Order {
    /// To end.
    End,
    /// To read its files anew (SIGHUP).
    Renew,
}

/// Waits for signals that concern a server.
#[cfg(unix)]
pub(in crate::runtime) fn for_a_server() -> std::io::Result<Receiver<Order>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (sender, receiver) = mpsc::channel(2);
    for (kind, order) in [
        (SignalKind::terminate(), Order::End),
        (SignalKind::interrupt(), Order::End),
        (SignalKind::hangup(), Order::Renew),
    ] {
        let mut signals = signal(kind)?;
        let sender = sender.clone();
        tokio::spawn(
            async move { while signals.recv().await.is_some() && sender.send(order).await.is_ok() {} },
        );
    }
    Ok(receiver)
}

/// Waits for signals that concern a server.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same shape as on Unix")]
pub(in crate::runtime) fn for_a_server() -> std::io::Result<Receiver<Order>> {
    let (sender, receiver) = mpsc::channel(2);
    tokio::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() && sender.send(Order::End).await.is_ok() {}
    });
    Ok(receiver)
}

/// Stops the process until the shell brings it back.
#[cfg(unix)]
pub(in crate::runtime) fn stop() {
    // Of the whole job, as a terminal stops it: a script around the program would else go on and wait.
    rustix::process::kill_current_process_group(rustix::process::Signal::TSTP).unwrap_or_default();
}

/// There is no shell to go back to.
#[cfg(not(unix))]
pub(in crate::runtime) fn stop() {}
