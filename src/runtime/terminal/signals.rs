//! The system's signals: those that ask the program to end, those that tell of the terminal, and the one that stops it
//! for a while.

use tokio::sync::mpsc::{self, Receiver, Sender};

use crate::app::Event;

/// What the system says to the program with a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runtime) enum Signal {
    /// It is asked to end.
    End,
    /// It goes on after it was stopped.
    #[cfg_attr(not(unix), expect(dead_code, reason = "only Unix stops a program"))]
    Continued,
    /// The terminal has another size.
    #[cfg_attr(not(unix), expect(dead_code, reason = "the console tells of it among the keys"))]
    Resized,
}

/// Passes on that the system asks a command to end.
pub(in crate::runtime) fn listen(inbox: &Sender<Event>) -> std::io::Result<()> {
    let (mut signals, inbox) = (Signals::to_end()?, inbox.clone());
    tokio::spawn(async move {
        loop {
            signals.next().await;
            if inbox.send(Event::Terminated).await.is_err() {
                return;
            }
        }
    });
    Ok(())
}

#[cfg(unix)]
pub(in crate::runtime) use unix::{Signals, stop};
#[cfg(windows)]
pub(in crate::runtime) use windows::{ConsoleEvents as Signals, stop};

#[cfg(unix)]
mod unix {
    use std::future::poll_fn;
    use std::io;
    use std::task::Poll;

    use rustix::process::kill_current_process_group;
    use signal_hook::consts;
    use tokio::signal::unix::{Signal as Stream, SignalKind, signal};

    use super::Signal;

    /// The signals that end a program which does not handle them, but for those of a fault of the processor.
    fn ending() -> impl Iterator<Item = i32> {
        let named = [
            consts::SIGTERM,
            consts::SIGHUP,
            consts::SIGINT,
            consts::SIGQUIT,
            consts::SIGUSR1,
            consts::SIGUSR2,
            consts::SIGALRM,
            consts::SIGVTALRM,
            consts::SIGPROF,
            consts::SIGIO,
            consts::SIGXCPU,
            consts::SIGABRT,
            consts::SIGSYS,
            consts::SIGTRAP,
        ];
        // Of Linux alone: 16 and 30 (SIGSTKFLT, SIGPWR) and those that have no meaning of their own.
        let others = cfg!(target_os = "linux").then_some([16, 30].into_iter().chain(34..=64));
        named.into_iter().chain(others.into_iter().flatten())
    }

    /// The signals that are listened to.
    #[derive(Debug, Default)]
    pub(in crate::runtime) struct Signals {
        streams: Vec<(Stream, Signal)>,
    }

    impl Signals {
        /// Listens from now on to all that concerns a program with a terminal.
        pub(in crate::runtime) fn all() -> io::Result<Self> {
            let mut all = Self::to_end()?;
            for (number, what) in [(consts::SIGCONT, Signal::Continued), (consts::SIGWINCH, Signal::Resized)]
            {
                all.streams.push((signal(SignalKind::from_raw(number))?, what));
            }
            Ok(all)
        }

        /// Listens from now on to what asks the program to end.
        pub(in crate::runtime) fn to_end() -> io::Result<Self> {
            // Handled, it becomes an error of the write that exceeds the file size limit.
            drop(signal(SignalKind::from_raw(consts::SIGXFSZ))?);
            // What cannot be listened to goes on as it would without.
            let listen = |number| Some((signal(SignalKind::from_raw(number)).ok()?, Signal::End));
            Ok(Self { streams: ending().filter_map(listen).collect() })
        }

        /// Waits for the next. Nothing is lost where this is dropped.
        pub(in crate::runtime) async fn next(&mut self) -> Signal {
            poll_fn(|context| {
                for (stream, what) in &mut self.streams {
                    if stream.poll_recv(context).is_ready() {
                        return Poll::Ready(*what);
                    }
                }
                Poll::Pending
            })
            .await
        }
    }

    /// Stops the job until the shell brings it back, as the terminal itself would: whatever has started the program
    /// belongs to it.
    pub(in crate::runtime) fn stop() {
        kill_current_process_group(rustix::process::Signal::TSTP).unwrap_or_default();
    }
}

#[cfg(windows)]
mod windows {
    use std::future::poll_fn;
    use std::io;
    use std::task::Poll;

    use tokio::signal::windows::{
        CtrlBreak, CtrlC, CtrlClose, CtrlLogoff, CtrlShutdown, ctrl_break, ctrl_c, ctrl_close, ctrl_logoff,
        ctrl_shutdown,
    };

    use super::Signal;

    /// What the console tells of. After the last three the system ends the program within seconds.
    #[derive(Debug)]
    pub(in crate::runtime) struct ConsoleEvents {
        interrupt: CtrlC,
        interrupt_hard: CtrlBreak,
        window_closed: CtrlClose,
        signed_off: CtrlLogoff,
        shut_down: CtrlShutdown,
    }

    impl ConsoleEvents {
        /// Listens from now on.
        pub(in crate::runtime) fn all() -> io::Result<Self> {
            Ok(Self {
                interrupt: ctrl_c()?,
                interrupt_hard: ctrl_break()?,
                window_closed: ctrl_close()?,
                signed_off: ctrl_logoff()?,
                shut_down: ctrl_shutdown()?,
            })
        }

        /// Likewise: each of them asks the program to end.
        pub(in crate::runtime) fn to_end() -> io::Result<Self> {
            Self::all()
        }

        /// Waits for the next. Nothing is lost where this is dropped.
        pub(in crate::runtime) async fn next(&mut self) -> Signal {
            poll_fn(|context| {
                let heard = self.interrupt.poll_recv(context).is_ready()
                    || self.interrupt_hard.poll_recv(context).is_ready()
                    || self.window_closed.poll_recv(context).is_ready()
                    || self.signed_off.poll_recv(context).is_ready()
                    || self.shut_down.poll_recv(context).is_ready();
                if heard { Poll::Ready(Signal::End) } else { Poll::Pending }
            })
            .await
        }
    }

    /// There is no shell to go back to.
    pub(in crate::runtime) fn stop() {}
}

/// What the system asks of a server.
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

/// Waits for what the console tells that concerns a server: nothing has it read its files anew.
#[cfg(windows)]
pub(in crate::runtime) fn for_a_server() -> std::io::Result<Receiver<Order>> {
    let (sender, receiver) = mpsc::channel(2);
    let mut events = Signals::to_end()?;
    tokio::spawn(async move {
        loop {
            events.next().await;
            if sender.send(Order::End).await.is_err() {
                return;
            }
        }
    });
    Ok(receiver)
}
