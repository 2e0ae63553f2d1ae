package org.keepvip.vrrp;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.keepvip.vrrp.Holdings.Repair;
import org.keepvip.vrrp.Holdings.Settling;

/** Changes of one event to {@link Holdings}. Each collection is copied when first changed, so once for all changes. */
final class Amendment {
    private final Holdings before;
    private Set<Vip.Key> present;
    private Settling settling;
    private Set<Vip.Key> settlingAddresses;
    private Map<Vip.Key, Repair> repairs;
    private boolean presentCopied;
    private boolean settlingCopied;
    private boolean repairsCopied;

    Amendment(Holdings before) {
        this.before = before;
        present = before.present();
        settling = before.settling();
        settlingAddresses = settling.addresses();
        repairs = before.repairs();
    }

    boolean holds(Vip.Key key) {
        return present.contains(key);
    }

    Repair repair(Vip.Key key) {
        return repairs.getOrDefault(key, Repair.NONE);
    }

    /** Whether the address is to be mended now. */
    boolean isDue(Vip.Key key, Moment now) {
        return (!settling.until().isAfter(now) && settlingAddresses.contains(key))
                || !repair(key).retry().isAfter(now);
    }

    /** The address is there. */
    void present(Vip.Key key) {
        if (!present.contains(key)) {
            copyPresent().add(key);
        }
    }

    /** The address is not there. */
    void absent(Vip.Key key) {
        if (present.contains(key)) {
            copyPresent().remove(key);
        }
    }

    /** Somebody else changed the address: it is mended when the reports have ceased. */
    void settle(Vip.Key key, Moment now) {
        settling = settling.reported(now);
        copySettling().add(key);
    }

    /** What is done about the address from now on. */
    void mend(Vip.Key key, Repair repair) {
        settled(key);
        copyRepairs().put(key, repair);
    }

    /** As wanted again; what was done for it lately still counts. */
    void mended(Vip.Key key) {
        settled(key);
        Repair repair = repairs.get(key);
        if (repair == null) {
            return;
        }
        if (repair.interventions().isEmpty()) {
            copyRepairs().remove(key);
        } else if (!repair.mended().equals(repair)) {
            copyRepairs().put(key, repair.mended());
        }
    }

    /** Nothing is known of the address. */
    void forget(Vip.Key key) {
        absent(key);
        settled(key);
        if (repairs.containsKey(key)) {
            copyRepairs().remove(key);
        }
    }

    private void settled(Vip.Key key) {
        if (settlingAddresses.contains(key)) {
            copySettling().remove(key);
        }
    }

    private Set<Vip.Key> copyPresent() {
        if (!presentCopied) {
            present = new HashSet<>(present);
            presentCopied = true;
        }
        return present;
    }

    private Set<Vip.Key> copySettling() {
        if (!settlingCopied) {
            settlingAddresses = new HashSet<>(settlingAddresses);
            settlingCopied = true;
        }
        return settlingAddresses;
    }

    private Map<Vip.Key, Repair> copyRepairs() {
        if (!repairsCopied) {
            repairs = new HashMap<>(repairs);
            repairsCopied = true;
        }
        return repairs;
    }

    /** The holdings with all changes; nothing more is to be changed after. */
    Holdings holdings() {
        if (!presentCopied && !settlingCopied && !repairsCopied) {
            return before;
        }
        Set<Vip.Key> there = presentCopied ? Collections.unmodifiableSet(present) : present;
        Settling ceasing = settlingCopied ? settling.of(Collections.unmodifiableSet(settlingAddresses)) : settling;
        Map<Vip.Key, Repair> mending = repairsCopied ? Collections.unmodifiableMap(repairs) : repairs;
        Moment retry =
                settlingCopied || repairsCopied ? Moment.earliest(ceasing.until(), firstRetry()) : before.deadline();
        return new Holdings(there, ceasing, mending, retry);
    }

    private Moment firstRetry() {
        Moment first = Moment.NEVER;
        for (Repair repair : repairs.values()) {
            first = Moment.earliest(first, repair.retry());
        }
        return first;
    }
}
