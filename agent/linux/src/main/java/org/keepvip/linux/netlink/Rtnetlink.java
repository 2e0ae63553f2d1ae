package org.keepvip.linux.netlink;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;

/**
 * Asks the kernel for links and addresses, and changes addresses, in the network namespace it was opened in (rtnetlink(7)).
 * An instance belongs to one thread at a time.
 *
 * <p>The kernel works on a request before the send returns, so that the answers are there to be read at once.
 */
public final class Rtnetlink implements AutoCloseable {
    /**
     * Changes in one send. Only the last one's success is acknowledged, for failures are answered anyway: with 128 of them
     * even the default receive buffer holds every answer, and larger sends are hardly faster.
     */
    private static final int CHUNK = 128;

    private static final int QUEUE = 1 << 20;
    private static final int ATTEMPTS = 4;

    private final NetlinkSocket socket;
    private final ByteBuffer requests = Arena.ofAuto()
            .allocate((long) CHUNK * RequestWriter.LONGEST, 8)
            .asByteBuffer()
            .order(ByteOrder.nativeOrder());
    private final RequestWriter writer = new RequestWriter(requests);
    private int sequence;

    private Rtnetlink(NetlinkSocket socket) {
        this.socket = socket;
    }

    /** A socket for requests. Reading needs no rights; a change needs CAP_NET_ADMIN. */
    public static Rtnetlink open() throws ErrnoException {
        return open(QUEUE);
    }

    /** As {@link #open()}, with room for so many octets of answers. */
    static Rtnetlink open(int queueOctets) throws ErrnoException {
        return new Rtnetlink(NetlinkSocket.open(0, queueOctets));
    }

    /** All links, ordered by index; see {@link Snapshot#complete} for those of a busy namespace. */
    public List<Link> links() throws ErrnoException {
        List<Link> links = new ArrayList<>();
        listLinks(links);
        return List.copyOf(links);
    }

    private boolean listLinks(List<Link> links) throws ErrnoException {
        boolean complete = list("RTM_GETLINK", writer::links, links::clear, event -> {
            if (event instanceof RouteEvent.LinkChanged(Link link)) {
                links.add(link);
            }
        });
        links.sort(Comparator.comparingInt(Link::index));
        return complete;
    }

    /** All addresses of both families, in the kernel's order; see {@link Snapshot#complete} for those of a busy namespace. */
    public List<InterfaceAddress> addresses() throws ErrnoException {
        List<InterfaceAddress> addresses = new ArrayList<>();
        listAddresses(addresses);
        return List.copyOf(addresses);
    }

    private boolean listAddresses(List<InterfaceAddress> addresses) throws ErrnoException {
        return list("RTM_GETADDR", writer::addresses, addresses::clear, event -> {
            if (event instanceof RouteEvent.AddressChanged(InterfaceAddress address)) {
                addresses.add(address);
            }
        });
    }

    /** All links and then all addresses. */
    public Snapshot snapshot() throws ErrnoException {
        List<Link> links = new ArrayList<>();
        List<InterfaceAddress> addresses = new ArrayList<>();
        boolean linksComplete = listLinks(links);
        boolean addressesComplete = listAddresses(addresses);
        return new Snapshot(List.copyOf(links), List.copyOf(addresses), linksComplete && addressesComplete);
    }

    /** Writes a request with the sequence number it is given. */
    private interface Request {
        void write(int sequence);
    }

    /** Lists until nothing changes meanwhile, or patience ends; whether the last list is of one moment. */
    private boolean list(String name, Request request, Runnable startAgain, Consumer<RouteEvent> events)
            throws ErrnoException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            startAgain.run();
            sequence++;
            requests.clear();
            request.write(sequence);
            socket.send(requests);
            if (listed(name, events)) {
                return true;
            }
        }
        return false;
    }

    /** Reads a list to its end; whether it was of one moment. */
    private boolean listed(String name, Consumer<RouteEvent> events) throws ErrnoException {
        boolean consistent = true;
        while (true) {
            Messages messages = new Messages(answer(name));
            while (messages.next()) {
                if (messages.sequence() != sequence) {
                    continue;
                }
                consistent &= !messages.interrupted();
                if (messages.type() == Messages.NLMSG_DONE || messages.type() == Messages.NLMSG_ERROR) {
                    if (messages.errno() != 0) {
                        throw new ErrnoException(name, messages.errno(), messages.detail());
                    }
                    return consistent;
                }
                RouteEvent event = RouteReader.event(messages);
                if (event != null) {
                    events.accept(event);
                }
            }
        }
    }

    /**
     * Makes all the changes, in order, many to a send; one that fails does not keep the others back.
     *
     * @return what became of each, in the same order
     * @throws ErrnoException nothing could be sent
     */
    public List<Outcome> change(List<? extends AddressChange> changes) throws ErrnoException {
        List<Outcome> outcomes = new ArrayList<>(changes.size());
        for (int from = 0; from < changes.size(); from += CHUNK) {
            try {
                outcomes.addAll(chunk(changes.subList(from, Math.min(changes.size(), from + CHUNK))));
            } catch (ErrnoException e) {
                if (outcomes.isEmpty()) {
                    throw e;
                }
                // What was made before must be told, so the rest fail one by one.
                for (AddressChange change : changes.subList(from, changes.size())) {
                    outcomes.add(new Outcome(change, e.errno(), e.call()));
                }
                return outcomes;
            }
        }
        return outcomes;
    }

    private List<Outcome> chunk(List<? extends AddressChange> changes) throws ErrnoException {
        int first = sequence + 1;
        requests.clear();
        for (int i = 0; i < changes.size(); i++) {
            sequence++;
            writer.change(changes.get(i), sequence, i == changes.size() - 1);
        }
        socket.send(requests);
        int[] errors = new int[changes.size()];
        String[] details = new String[changes.size()];
        Arrays.fill(details, "");
        if (!answers(first, errors, details)) {
            for (int i = 0; i < errors.length; i++) {
                errors[i] = errors[i] == 0 ? Errno.ENOBUFS : errors[i];
            }
        }
        List<Outcome> outcomes = new ArrayList<>(changes.size());
        for (int i = 0; i < errors.length; i++) {
            outcomes.add(new Outcome(changes.get(i), errors[i], details[i]));
        }
        return outcomes;
    }

    /** Reads until the last request is answered; false if answers were lost, so that silence does not mean success. */
    private boolean answers(int first, int[] errors, String[] details) throws ErrnoException {
        boolean complete = true;
        while (true) {
            ByteBuffer datagram;
            try {
                datagram = answer("RTM_NEWADDR, RTM_DELADDR");
            } catch (ErrnoException e) {
                if (e.errno() == Errno.ENOBUFS) {
                    complete = false;
                    continue;
                }
                if (e.errno() == Errno.EAGAIN && !complete) {
                    return false;
                }
                throw e;
            }
            Messages messages = new Messages(datagram);
            while (messages.next()) {
                int i = messages.sequence() - first;
                if (messages.type() == Messages.NLMSG_ERROR && i >= 0 && i < errors.length) {
                    errors[i] = messages.errno();
                    details[i] = messages.detail();
                    if (i == errors.length - 1) {
                        return complete;
                    }
                }
            }
        }
    }

    private ByteBuffer answer(String request) throws ErrnoException {
        while (true) {
            try {
                return socket.receive();
            } catch (ErrnoException e) {
                if (e.errno() != Errno.EINTR) {
                    throw new ErrnoException(request, e.errno());
                }
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
