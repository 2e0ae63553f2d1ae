package org.keepvip.vrrp.reception;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.packet.SignatureTime;

/**
 * The time of the last signature accepted from each sender of one virtual router. Kept across a reload, which would else
 * make everything recorded before it good again. Not for use by two threads at once.
 */
public final class ReplayMarks {
    /** More than the MASTERs that a multicast router ever hears at a time; unicast has as many as it has peers. */
    private static final int LEAST_REMEMBERED = 4;

    private final SequencedMap<IpAddress, SignatureTime> marks = new LinkedHashMap<>(16, 0.75F, true);

    /** Marks nobody yet. */
    public ReplayMarks() {}

    /** The last of {@code sender}'s; null when none is known. */
    @Nullable SignatureTime of(IpAddress sender) {
        return marks.get(sender);
    }

    /**
     * Remembers the signature of an accepted advert, and forgets the sender that was heard longest ago for it.
     *
     * @param peers how many unicast peers there are; 0 over multicast
     */
    public void mark(IpAddress sender, SignatureTime time, int peers) {
        marks.put(sender, time);
        while (marks.size() > Math.max(LEAST_REMEMBERED, peers)) {
            marks.pollFirstEntry();
        }
    }
}
