package org.keepvip.daemon.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.address.Family;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.netlink.AddressChange;
import org.keepvip.linux.netlink.AddressFlag;
import org.keepvip.linux.netlink.InterfaceAddress;
import org.keepvip.linux.netlink.InterfaceSysctl;
import org.keepvip.linux.netlink.Lifetime;
import org.keepvip.linux.netlink.Outcome;
import org.keepvip.linux.netlink.Rtnetlink;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Vip;

/**
 * Puts virtual addresses on interfaces, a chunk at a time so that adverts get between, and takes them off at once. What
 * became of each is told to its router as an event.
 */
final class Addresses {
    /** RTPROT_KEEPALIVED: marks the address as a VRRP router's, on kernels that keep the mark (5.18). */
    private static final int PROTOCOL = 18;

    private static final String PROMOTE = "promote_secondaries";

    private final Rtnetlink kernel;
    private final LinkTable links;
    private final Journal journal;
    private final SequencedSet<RunningRouter> waiting = new LinkedHashSet<>();
    /** The interface each address was put on, by index: it may have another name by the time it is to be taken off. */
    private final Map<Vip.Key, Integer> placed = new HashMap<>();

    Addresses(Rtnetlink kernel, LinkTable links, Journal journal) {
        this.kernel = kernel;
        this.links = links;
        this.journal = journal;
    }

    /** Notes addresses to be put on. */
    void add(RunningRouter router, List<Vip> vips) {
        router.additions().addAll(vips);
        waiting.add(router);
    }

    /** Whether {@link #addSome} has something to do. */
    boolean isWaiting() {
        waiting.removeIf(router -> router.additions().isEmpty());
        return !waiting.isEmpty();
    }

    /** Puts on the next of one router's, at most {@code limit}; routers take turns. */
    void addSome(int limit, Effects effects) {
        if (!isWaiting()) {
            return;
        }
        RunningRouter router = waiting.removeFirst();
        List<Vip> chunk = new ArrayList<>(limit);
        @Nullable Vip vip;
        while (chunk.size() < limit && (vip = router.additions().poll()) != null) {
            chunk.add(vip);
        }
        if (!router.additions().isEmpty()) {
            waiting.addLast(router);
        }
        effects.later(router, new Event.AddressesChanged(change(chunk, true)));
    }

    /** Takes the addresses off, now. */
    void remove(RunningRouter router, List<Vip> vips, Effects effects) {
        if (!router.additions().isEmpty()) {
            router.additions().removeAll(new HashSet<>(vips));
        }
        effects.later(router, new Event.AddressesChanged(removed(router, vips)));
    }

    /** Takes the addresses off and says what became of each. */
    List<Event.AddressOutcome> removed(RunningRouter router, List<Vip> vips) {
        if (!router.settings().addresses().promoteSecondaries()) {
            return change(vips, false);
        }
        // Without it the kernel takes every secondary of the subnet away together with the primary.
        Set<String> promoting = new TreeSet<>();
        for (Vip vip : vips) {
            if (vip.address().family() == Family.IPV4 && promotes(vip.device(), "0", "1")) {
                promoting.add(vip.device());
            }
        }
        List<Event.AddressOutcome> outcomes = change(vips, false);
        promoting.forEach(device -> promotes(device, "1", "0"));
        return outcomes;
    }

    /** Sets the device's promote_secondaries where it is {@code from}; whether it was. */
    private boolean promotes(String device, String from, String to) {
        try {
            if (links.index(device) == 0
                    || !InterfaceSysctl.read(AddressFamily.IPV4, device, PROMOTE)
                            .equals(from)) {
                return false;
            }
            InterfaceSysctl.write(AddressFamily.IPV4, device, PROMOTE, to);
            return true;
        } catch (IOException e) {
            journal.warning("cannot set " + PROMOTE + " of " + device + ": " + e.getMessage());
            return false;
        }
    }

    /** Puts addresses on, or takes them off, and says what became of each. */
    List<Event.AddressOutcome> change(List<Vip> vips, boolean adding) {
        List<AddressChange> changes = new ArrayList<>(vips.size());
        List<Vip> asked = new ArrayList<>(vips.size());
        List<Event.AddressOutcome> outcomes = new ArrayList<>(vips.size());
        for (Vip vip : vips) {
            int named = links.index(vip.device());
            int index = adding ? named : placed.getOrDefault(vip.key(), named);
            if (index == 0) {
                outcomes.add(new Event.AddressOutcome(
                        vip, adding, adding ? Optional.of(Errno.name(Errno.ENODEV)) : Optional.empty()));
            } else {
                InterfaceAddress address = address(vip, index);
                changes.add(adding ? new AddressChange.Add(address) : new AddressChange.Remove(address));
                asked.add(vip);
            }
        }
        List<Outcome> answers = ask(changes);
        for (int i = 0; i < answers.size(); i++) {
            outcomes.add(outcome(asked.get(i), adding, answers.get(i)));
        }
        return outcomes;
    }

    private List<Outcome> ask(List<AddressChange> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        try {
            return kernel.change(changes);
        } catch (ErrnoException e) {
            return changes.stream()
                    .map(change -> new Outcome(change, e.errno(), e.call()))
                    .toList();
        }
    }

    private Event.AddressOutcome outcome(Vip vip, boolean adding, Outcome answer) {
        boolean done = answer.succeeded()
                || (adding
                        ? answer.errno() == Errno.EEXIST && isHeld(vip)
                        : answer.errno() == Errno.EADDRNOTAVAIL || answer.errno() == Errno.ENODEV);
        if (!done) {
            return new Event.AddressOutcome(vip, adding, Optional.of(answer.errorName()));
        }
        if (adding) {
            links.put(answer.change().address());
            placed.put(vip.key(), answer.change().address().index());
        } else {
            links.remove(answer.change().address());
            placed.remove(vip.key());
        }
        return new Event.AddressOutcome(vip, adding, Optional.empty());
    }

    /** IPv6 has an address once, whatever its prefix length: somebody else's with another length is not the VIP. */
    private boolean isHeld(Vip vip) {
        return vip.address().family() == Family.IPV4 || !links.hasOtherwise(vip.key());
    }

    /** What the kernel is asked for. */
    static InterfaceAddress address(Vip vip, int index) {
        InterfaceAddress address = InterfaceAddress.of(
                        index,
                        KernelAddress.of(vip.address().address()),
                        vip.address().length())
                .withScope(vip.scope())
                .withProtocol(PROTOCOL);
        if (vip.broadcast().isPresent()) {
            address = address.withBroadcast(KernelAddress.of(vip.broadcast().get()));
        }
        if (vip.label().isPresent()) {
            address = address.withLabel(vip.label().get());
        }
        if (vip.peer().isPresent()) {
            address = address.withPeer(KernelAddress.of(vip.peer().get().address()));
        }
        for (Vip.Flag flag : vip.flags()) {
            address = address.with(flag(flag));
        }
        return vip.deprecated() ? address.withLifetime(Lifetime.NEVER_PREFERRED) : address;
    }

    private static AddressFlag flag(Vip.Flag flag) {
        return switch (flag) {
            case NODAD -> AddressFlag.NODAD;
            case HOMEADDRESS -> AddressFlag.HOMEADDRESS;
            case MANAGETEMPADDR -> AddressFlag.MANAGETEMPADDR;
            case NOPREFIXROUTE -> AddressFlag.NOPREFIXROUTE;
            case MCAUTOJOIN -> AddressFlag.MCAUTOJOIN;
        };
    }
}
