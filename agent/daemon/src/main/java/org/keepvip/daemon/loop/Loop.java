package org.keepvip.daemon.loop;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoRegistration;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One thread with Netty's epoll loop, on which everything that decides and acts runs. Whatever a task or a watch throws
 * is a bug of ours and goes to the one handler of those; the loop does not go on as if nothing had been.
 */
public final class Loop {
    private final IoEventLoopGroup group;
    private final IoEventLoop loop;
    private final Consumer<Throwable> onBug;

    /** A loop whose thread is called {@code name}; {@code onBug} is called on it with what was thrown. */
    public Loop(String name, Consumer<Throwable> onBug) {
        this.onBug = onBug;
        ThreadFactory threads = runnable -> new Thread(null, runnable, name, 0, false);
        group = new MultiThreadIoEventLoopGroup(1, threads, EpollIoHandler.newFactory());
        loop = group.next();
    }

    /** Runs {@code task} on the loop, soon and in order; from any thread. */
    public void execute(Runnable task) {
        loop.execute(() -> guard(task));
    }

    /** Whether the caller is the loop's thread. */
    public boolean isCurrent() {
        return loop.inEventLoop();
    }

    /**
     * Calls {@code readable} on the loop for as long as {@code fd} has something to read (level-triggered, so it may
     * read a bounded amount and return). Closing the result ends that; it does not close the descriptor.
     */
    public Watch watch(int fd, Runnable readable) {
        Watch watch = new Watch(fd, readable);
        loop.register(watch).addListener(future -> {
            if (future.isSuccess()) {
                watch.begin((IoRegistration) future.getNow());
            } else {
                onBug.accept(future.cause());
            }
        });
        return watch;
    }

    /** Ends the loop after what was queued; waits until its thread is gone, at most {@code patience}. */
    public void stop(Duration patience) throws InterruptedException {
        group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void guard(Runnable task) {
        try {
            task.run();
        } catch (Throwable bug) {
            onBug.accept(bug);
        }
    }

    /** A watched descriptor. Used on the loop's thread alone. */
    public final class Watch implements EpollIoHandle {
        private final FileDescriptor descriptor;
        private final Runnable readable;
        private @Nullable IoRegistration registration;
        private boolean ended;

        private Watch(int fd, Runnable readable) {
            descriptor = new FileDescriptor(fd);
            this.readable = readable;
        }

        private void begin(IoRegistration begun) {
            registration = begun;
            if (ended) {
                begun.cancel();
            } else {
                begun.submit(EpollIoOps.EPOLLIN);
            }
        }

        @Override
        public FileDescriptor fd() {
            return descriptor;
        }

        @Override
        public void handle(IoRegistration source, IoEvent event) {
            if (!ended) {
                guard(readable);
            }
        }

        // Netty's way to pause, submitting an empty interest, loses the descriptor (4.2.18): ending is final instead.
        @Override
        public void close() {
            ended = true;
            if (registration != null) {
                registration.cancel();
            }
        }
    }
}
