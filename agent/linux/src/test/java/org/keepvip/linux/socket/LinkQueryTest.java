package org.keepvip.linux.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.linux.node.NeedsRoot;
import org.keepvip.linux.node.TwoNodes;

@NeedsRoot
class LinkQueryTest {
    @Test
    void asksForTheCarrier() throws Exception {
        try (TwoNodes nodes = new TwoNodes();
                LinkQuery query = TwoNodes.in(nodes.left, LinkQuery::open)) {
            assertTrue(query.ethtool("eth0"));
            assertTrue(query.flags("eth0"));
            TwoNodes.ip(nodes.right, "link set eth0 down");
            assertEquals(false, query.ethtool("eth0"));
            assertEquals(false, query.flags("eth0"));
        }
    }

    @Test
    void saysWhatADriverDoesNotAnswer() throws Exception {
        try (TwoNodes nodes = new TwoNodes();
                LinkQuery query = TwoNodes.in(nodes.left, LinkQuery::open)) {
            ErrnoException none = assertThrows(ErrnoException.class, () -> query.mii("eth0"));
            assertEquals("ioctl(SIOCGMIIPHY): EOPNOTSUPP", none.getMessage());
            assertEquals(
                    Errno.ENODEV,
                    assertThrows(ErrnoException.class, () -> query.flags("eth9"))
                            .errno());
        }
    }
}
