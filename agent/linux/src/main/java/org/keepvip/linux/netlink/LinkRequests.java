package org.keepvip.linux.netlink;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;

/**
 * Makes and unmakes links (rtnetlink(7)) in the network namespace it was opened in, each request waiting for the kernel's
 * answer. An instance belongs to one thread at a time. All need CAP_NET_ADMIN.
 */
public final class LinkRequests implements AutoCloseable {
    private static final int LONGEST = 1024;
    private static final int QUEUE = 1 << 18;

    private final NetlinkSocket socket;
    private final ByteBuffer request =
            Arena.ofAuto().allocate(LONGEST, 8).asByteBuffer().order(ByteOrder.nativeOrder());
    private final LinkWriter writer = new LinkWriter(request);
    private int sequence;

    private LinkRequests(NetlinkSocket socket) {
        this.socket = socket;
    }

    /** A socket for such requests. */
    public static LinkRequests open() throws ErrnoException {
        return new LinkRequests(NetlinkSocket.open(0, QUEUE));
    }

    /**
     * Makes the link, down.
     *
     * @throws ErrnoException EEXIST where the name is taken; EOPNOTSUPP without the kind's module; ENODEV without the
     *     interface below; EINVAL where that cannot carry one
     */
    public void create(VirtualLink link) throws ErrnoException {
        ask("RTM_NEWLINK " + link.name(), () -> writer.create(link, sequence), _ -> {});
        int index = find(link.name())
                .orElseThrow(() -> new ErrnoException("RTM_GETLINK " + link.name(), Errno.ENODEV))
                .index();
        alias(index, link.alias());
    }

    /** Gives the link of that index the mode and the alias it would have had if it were made now. */
    public void adopt(int index, VirtualLink link) throws ErrnoException {
        ask("RTM_NEWLINK " + link.name(), () -> writer.mode(index, link.form(), sequence), _ -> {});
        alias(index, link.alias());
    }

    private void alias(int index, String alias) throws ErrnoException {
        ask("RTM_NEWLINK alias", () -> writer.alias(index, alias, sequence), _ -> {});
    }

    /**
     * Sets the link up.
     *
     * @throws ErrnoException EADDRINUSE where another one on the same interface has its hardware address
     */
    public void up(int index) throws ErrnoException {
        ask("RTM_NEWLINK up", () -> writer.up(index, sequence), _ -> {});
    }

    /** Takes the link away with its addresses; ENODEV if it is not there. */
    public void delete(int index) throws ErrnoException {
        ask("RTM_DELLINK", () -> writer.delete(index, sequence), _ -> {});
    }

    /** The link of that name. */
    public Optional<Link> find(String name) throws ErrnoException {
        AtomicReference<Link> found = new AtomicReference<>();
        try {
            ask("RTM_GETLINK " + name, () -> writer.find(name, sequence), event -> {
                if (event instanceof RouteEvent.LinkChanged(Link link)) {
                    found.set(link);
                }
            });
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENODEV) {
                throw e;
            }
        }
        return Optional.ofNullable(found.get());
    }

    private void ask(String call, Runnable write, Consumer<RouteEvent> answer) throws ErrnoException {
        sequence++;
        request.clear();
        write.run();
        socket.send(request);
        while (true) {
            Messages messages = new Messages(received(call));
            while (messages.next()) {
                if (messages.sequence() != sequence) {
                    continue;
                }
                if (messages.type() == Messages.NLMSG_ERROR) {
                    if (messages.errno() != 0) {
                        throw new ErrnoException(call, messages.errno(), messages.detail());
                    }
                    return;
                }
                RouteEvent event = RouteReader.event(messages);
                if (event != null) {
                    answer.accept(event);
                }
            }
        }
    }

    private ByteBuffer received(String call) throws ErrnoException {
        while (true) {
            try {
                return socket.receive();
            } catch (ErrnoException e) {
                if (e.errno() != Errno.EINTR) {
                    throw new ErrnoException(call, e.errno());
                }
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
