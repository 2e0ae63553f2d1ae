package org.keepvip.linux.netlink;

import java.lang.foreign.Arena;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;

/**
 * Changes routes and rules (rtnetlink(7)) in the network namespace it was opened in, many to a send. An instance belongs to
 * one thread at a time. All need CAP_NET_ADMIN.
 */
public final class RoutingRequests implements AutoCloseable {
    /** Room for 128 plain routes, or for one with some thousand ways. */
    private static final int ROOM = 1 << 16;

    /** Of these even the default receive buffer holds every answer; see {@link Rtnetlink}. */
    private static final int CHUNK = 128;

    private static final int QUEUE = 1 << 20;

    private final NetlinkSocket socket;
    private final ByteBuffer requests =
            Arena.ofAuto().allocate(ROOM, 8).asByteBuffer().order(ByteOrder.nativeOrder());
    private final RoutingWriter writer = new RoutingWriter(requests);
    private int sequence;

    private RoutingRequests(NetlinkSocket socket) {
        this.socket = socket;
    }

    /** A socket for such requests. */
    public static RoutingRequests open() throws ErrnoException {
        return new RoutingRequests(NetlinkSocket.open(0, QUEUE));
    }

    /**
     * Makes all the changes, in order; one that fails does not keep the others back.
     *
     * @return what became of each, in the same order
     */
    public List<RoutingOutcome> change(List<? extends RoutingChange> changes) {
        List<RoutingOutcome> outcomes = new ArrayList<>(changes.size());
        while (outcomes.size() < changes.size()) {
            List<? extends RoutingChange> rest = changes.subList(outcomes.size(), changes.size());
            int count = write(rest);
            if (count == 0) {
                outcomes.add(new RoutingOutcome(rest.getFirst(), Errno.EMSGSIZE, ""));
                continue;
            }
            try {
                send(rest.subList(0, count), outcomes);
            } catch (ErrnoException e) {
                rest.subList(0, count).forEach(change -> outcomes.add(new RoutingOutcome(change, e.errno(), e.call())));
            }
        }
        return outcomes;
    }

    /** Writes as many as there is room for; how many. */
    private int write(List<? extends RoutingChange> changes) {
        requests.clear();
        int count = 0;
        while (count < Math.min(CHUNK, changes.size())) {
            int start = requests.position();
            try {
                // Each asks for its answer, since nobody knows here which will be the last to fit.
                writer.change(changes.get(count), sequence + count + 1, true);
            } catch (BufferOverflowException full) {
                requests.position(start);
                break;
            }
            count++;
        }
        return count;
    }

    private void send(List<? extends RoutingChange> changes, List<RoutingOutcome> outcomes) throws ErrnoException {
        int first = sequence + 1;
        sequence += changes.size();
        socket.send(requests);
        int[] errors = new int[changes.size()];
        String[] details = new String[changes.size()];
        Arrays.fill(errors, Errno.ENOBUFS);
        Arrays.fill(details, "");
        answers(first, errors, details);
        for (int i = 0; i < errors.length; i++) {
            outcomes.add(new RoutingOutcome(changes.get(i), errors[i], details[i]));
        }
    }

    /** Reads until the last request is answered; those whose answers were lost stay as they are. */
    private void answers(int first, int[] errors, String[] details) throws ErrnoException {
        boolean complete = true;
        while (true) {
            ByteBuffer datagram;
            try {
                datagram = socket.receive();
            } catch (ErrnoException e) {
                if (e.errno() == Errno.ENOBUFS) {
                    complete = false;
                } else if (e.errno() == Errno.EAGAIN && !complete) {
                    return;
                } else if (e.errno() != Errno.EINTR) {
                    throw new ErrnoException("RTM_NEWROUTE, RTM_NEWRULE", e.errno());
                }
                continue;
            }
            Messages messages = new Messages(datagram);
            while (messages.next()) {
                int i = messages.sequence() - first;
                if (messages.type() == Messages.NLMSG_ERROR && i >= 0 && i < errors.length) {
                    errors[i] = messages.errno();
                    details[i] = messages.detail();
                    if (i == errors.length - 1) {
                        return;
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
