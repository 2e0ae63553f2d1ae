package org.keepvip.daemon.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.netlink.AddressChange;
import org.keepvip.linux.netlink.HardwareAddress;
import org.keepvip.linux.netlink.InterfaceAddress;
import org.keepvip.linux.netlink.Link;
import org.keepvip.linux.netlink.LinkRequests;
import org.keepvip.linux.netlink.Outcome;
import org.keepvip.linux.netlink.Rtnetlink;
import org.keepvip.linux.netlink.VirtualLink;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.VirtualInterface;

/**
 * Makes the virtual interfaces that routers want, makes them again when somebody takes them away, and takes them away with
 * the last router. Level-triggered: {@link #maintain} compares what is wanted with what the kernel has.
 *
 * <p>The alias of each interface keeps what its base's settings were before, so that an agent that is killed and started
 * again still knows them.
 */
final class VirtualInterfaces implements AutoCloseable {
    /** An interface, and how many routers want it. */
    private record Wanted(VirtualInterface virtual, String router, int count) {}

    private final LinkRequests kernel;
    private final Rtnetlink addresses;
    private final LinkTable links;
    private final Journal journal;
    private final InterfaceSettings settings;
    private final Map<String, Wanted> wanted = new LinkedHashMap<>();
    /** The index of each as it was last made or adopted. */
    private final Map<String, Integer> kept = new HashMap<>();

    private final Map<String, String> troubles = new HashMap<>();

    private VirtualInterfaces(LinkRequests kernel, Rtnetlink addresses, LinkTable links, Journal journal) {
        this.addresses = addresses;
        this.kernel = kernel;
        this.links = links;
        this.journal = journal;
        settings = new InterfaceSettings(links, journal);
    }

    static VirtualInterfaces open(Rtnetlink addresses, LinkTable links, Journal journal) throws ErrnoException {
        return new VirtualInterfaces(LinkRequests.open(), addresses, links, journal);
    }

    /** From now on there are to be those. */
    void want(String router, List<VirtualInterface> more) {
        for (VirtualInterface virtual : more) {
            Wanted present = wanted.get(virtual.name());
            wanted.put(virtual.name(), new Wanted(virtual, router, present == null ? 1 : present.count + 1));
            if (present != null && !present.virtual.equals(virtual)) {
                kept.remove(virtual.name());
            }
        }
    }

    /** Says so when there is no interface to run on. */
    void warnOfAbsent(Settings router) {
        router.device()
                .filter(device -> links.index(device) == 0)
                .ifPresent(device ->
                        journal.warning("(" + router.name() + ") interface " + device + " does not exist (yet)"));
    }

    /** A router needs those no more: the ones that no other needs go, with their addresses. */
    void release(List<VirtualInterface> less) {
        for (VirtualInterface virtual : less) {
            Wanted present = wanted.get(virtual.name());
            if (present != null && present.count > 1) {
                wanted.put(virtual.name(), new Wanted(present.virtual, present.router, present.count - 1));
            } else if (present != null) {
                wanted.remove(virtual.name());
                remove(virtual);
            }
        }
    }

    private void remove(VirtualInterface virtual) {
        Integer index = kept.remove(virtual.name());
        troubles.remove(virtual.name());
        if (index != null) {
            delete(index, virtual.name());
            if (wanted.values().stream().noneMatch(other -> other.virtual.base().equals(virtual.base()))) {
                settings.restore(virtual.base());
            }
        }
    }

    private void delete(int index, String name) {
        try {
            kernel.delete(index);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENODEV) {
                journal.warning("cannot remove interface " + name + ": " + e.getMessage());
            }
        }
    }

    /** Whether each that can be is there as {@link #maintain} made it. */
    boolean isComplete() {
        for (Wanted one : wanted.values()) {
            if (isMissing(one.virtual)) {
                return false;
            }
        }
        return true;
    }

    private boolean isMissing(VirtualInterface virtual) {
        Integer made = kept.get(virtual.name());
        return links.index(virtual.base()) != 0 && (made == null || made != links.index(virtual.name()));
    }

    /** Makes what is missing; what the kernel refuses is told once, and tried again by the next call. */
    void maintain() {
        for (Wanted one : wanted.values()) {
            if (!isMissing(one.virtual)) {
                continue;
            }
            try {
                make(one.virtual);
                troubles.remove(one.virtual.name());
            } catch (ErrnoException e) {
                tell(one, refusal(one.virtual, e));
            } catch (TakenException e) {
                tell(one, String.valueOf(e.getMessage()));
            }
        }
    }

    private void tell(Wanted one, String trouble) {
        if (!trouble.equals(troubles.put(one.virtual.name(), trouble))) {
            journal.error("(" + one.router + ") " + trouble);
        }
    }

    private static String refusal(VirtualInterface virtual, ErrnoException e) {
        String kind = form(virtual.form()).kind();
        return e.errno() == Errno.EOPNOTSUPP
                ? "this kernel has no " + kind + ", which " + keyword(virtual.form()) + " needs for interface "
                        + virtual.name() + ": load its module, modprobe " + kind
                : "cannot make interface " + virtual.name() + " on " + virtual.base() + ": " + e.getMessage();
    }

    private static String keyword(VirtualInterface.Form form) {
        return switch (form) {
            case VirtualInterface.Macvlan _ -> "use_vmac";
            case VirtualInterface.Ipvlan _ -> "use_ipvlan";
        };
    }

    /** The name belongs to an interface that is not ours to change. */
    private static final class TakenException extends Exception {
        private static final long serialVersionUID = 1;

        TakenException(String message) {
            super(message);
        }
    }

    private void make(VirtualInterface virtual) throws ErrnoException, TakenException {
        int base = links.index(virtual.base());
        Optional<Link> present = kernel.find(virtual.name());
        List<Link> others = new ArrayList<>(links.standingOn(base));
        others.removeIf(other -> other.name().equals(virtual.name()));
        others.stream().map(Link::alias).forEach(alias -> settings.recall(virtual.base(), alias));
        present.ifPresent(link -> settings.recall(virtual.base(), link.alias()));
        boolean adopted = present.filter(link -> isSuch(link, virtual, base)).isPresent();
        if (present.isPresent() && !adopted && !isLeftover(present.get())) {
            throw new TakenException(
                    "interface " + virtual.name() + " exists and is not its virtual interface: remove it"
                            + ", or write another name after " + keyword(virtual.form()));
        }
        VirtualLink wish = new VirtualLink(virtual.name(), base, form(virtual.form()), settings.note(virtual.base()));
        if (adopted) {
            kernel.adopt(present.get().index(), wish);
        } else {
            present.ifPresent(link -> delete(link.index(), link.name()));
            for (Link twin : others) {
                if (isTwin(twin, virtual)) {
                    delete(twin.index(), twin.name());
                }
            }
            kernel.create(wish);
        }
        int index = kernel.find(virtual.name())
                .orElseThrow(() -> new ErrnoException("RTM_GETLINK " + virtual.name(), Errno.ENODEV))
                .index();
        settings.apply(virtual);
        kernel.up(index);
        address(virtual, index);
        kept.put(virtual.name(), index);
        journal.info((adopted ? "adopted interface " : "made interface ") + virtual.name() + " on " + virtual.base());
    }

    /** An ipvlan has an address of its own, which adverts come from. */
    private void address(VirtualInterface virtual, int index) throws ErrnoException {
        if (virtual.form() instanceof VirtualInterface.Ipvlan(var own, var _) && own.isPresent()) {
            InterfaceAddress address = InterfaceAddress.of(
                    index, KernelAddress.of(own.get().address()), own.get().length());
            Outcome outcome =
                    addresses.change(List.of(new AddressChange.Add(address))).getFirst();
            if (!outcome.succeeded() && outcome.errno() != Errno.EEXIST) {
                throw new ErrnoException("RTM_NEWADDR " + own.get(), outcome.errno(), outcome.detail());
            }
        }
    }

    private static boolean isSuch(Link link, VirtualInterface virtual, int base) {
        return link.lower() == base
                && switch (virtual.form()) {
                    case VirtualInterface.Macvlan _ -> isTwin(link, virtual);
                    case VirtualInterface.Ipvlan _ -> link.kind().equals("ipvlan");
                };
    }

    /** The kernel sets no second one up with that address. */
    private static boolean isTwin(Link link, VirtualInterface virtual) {
        return virtual.form() instanceof VirtualInterface.Macvlan(var address)
                && link.kind().equals("macvlan")
                && link.hardwareAddress().equals(Optional.of(HardwareAddress.of(address.octets())));
    }

    /** Whether an agent made it, whose configuration was another. */
    private static boolean isLeftover(Link link) {
        return InterfaceSettings.isNote(link.alias());
    }

    private static VirtualLink.Form form(VirtualInterface.Form form) {
        return switch (form) {
            case VirtualInterface.Macvlan(var address) -> new VirtualLink.Macvlan(HardwareAddress.of(address.octets()));
            case VirtualInterface.Ipvlan(var _, var traffic) ->
                new VirtualLink.Ipvlan(
                        switch (traffic) {
                            case BRIDGE -> VirtualLink.Traffic.BRIDGE;
                            case PRIVATE -> VirtualLink.Traffic.PRIVATE;
                            case VEPA -> VirtualLink.Traffic.VEPA;
                        });
        };
    }

    /** Takes all of them away. */
    void removeAll() {
        for (Wanted one : List.copyOf(wanted.values())) {
            wanted.remove(one.virtual.name());
            remove(one.virtual);
        }
    }

    @Override
    public void close() {
        kernel.close();
    }
}
