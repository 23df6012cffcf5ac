//! The system's signals: those that ask the program to end, and the one that stops it for a while.

use tokio::sync::mpsc::Sender;

use crate::app::Event;

/// Passes on that the system asks the program to end.
#[cfg(unix)]
pub(in crate::runtime) fn listen(inbox: &Sender<Event>) -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    for kind in [SignalKind::terminate(), SignalKind::hangup(), SignalKind::interrupt()] {
        let mut signals = signal(kind)?;
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

/// Passes on that the system asks the program to end.
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

/// Hears of every signal that asks a server to end.
#[cfg(unix)]
pub(in crate::runtime) fn to_end() -> std::io::Result<tokio::sync::mpsc::Receiver<()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (sender, receiver) = tokio::sync::mpsc::channel(2);
    for kind in [SignalKind::terminate(), SignalKind::interrupt()] {
        let mut signals = signal(kind)?;
        let sender = sender.clone();
        tokio::spawn(async move { while signals.recv().await.is_some() && sender.send(()).await.is_ok() {} });
    }
    Ok(receiver)
}

/// Hears of every signal that asks a server to end.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same shape as on Unix")]
pub(in crate::runtime) fn to_end() -> std::io::Result<tokio::sync::mpsc::Receiver<()>> {
    let (sender, receiver) = tokio::sync::mpsc::channel(2);
    tokio::spawn(
        async move { while tokio::signal::ctrl_c().await.is_ok() && sender.send(()).await.is_ok() {} },
    );
    Ok(receiver)
}

/// Stops the process until the shell brings it back.
#[cfg(unix)]
pub(in crate::runtime) fn stop() {
    drop(signal_hook::low_level::raise(signal_hook::consts::SIGTSTP));
}

/// There is no shell to go back to.
#[cfg(not(unix))]
pub(in crate::runtime) fn stop() {}
