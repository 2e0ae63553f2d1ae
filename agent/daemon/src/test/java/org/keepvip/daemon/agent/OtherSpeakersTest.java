package org.keepvip.daemon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keepvip.linux.AddressFamily;
import org.keepvip.linux.process.NetworkNamespace;
import org.keepvip.linux.socket.RawSocket;

@NeedsRoot
class OtherSpeakersTest {
    @Test
    void whoeverHasARawSocketOfVrrpsProtocolIsFoundWhereItIs() throws Exception {
        String us = ProcessHandle.current().pid() + " (" + OtherSpeakers.ownName() + ")";
        for (AddressFamily family : AddressFamily.values()) {
            try (Pair pair = new Pair();
                    RawSocket _ = NetworkNamespace.in(Optional.of(pair.left()), () -> RawSocket.open(family, 112))) {
                assertEquals(List.of(us), OtherSpeakers.in(Optional.of(pair.left()), "another program"));
                assertEquals(List.of(), OtherSpeakers.in(Optional.of(pair.left()), OtherSpeakers.ownName()));
                assertEquals(List.of(), OtherSpeakers.in(Optional.of(pair.right()), "another program"));
            }
        }
    }
}
