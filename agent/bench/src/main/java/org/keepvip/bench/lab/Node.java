package org.keepvip.bench.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * One machine of a lab: a namespace whose {@code eth0} leads to the switch and whose {@code eth1} (tracked by some scenarios) leads nowhere.
 *
 * @param name {@code left}, {@code right} or {@code client}
 * @param namespace its network namespace
 * @param bridge the switch's namespace
 * @param number 1, 2, 3: the last octet of every address it has
 */
public record Node(String name, String namespace, String bridge, int number) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Its address on {@code eth0}, in 10.99.0.0/24. */
    public String ipv4() {
        return "10.99.0." + number;
    }

    /** Its global IPv6 address on {@code eth0}. */
    public String ipv6() {
        return "2001:db8:99::" + number;
    }

    /** Its link-local address on {@code eth0}. */
    public String linkLocal() {
        return "fe80::" + number;
    }

    /** The hardware address of {@code eth0}. */
    public String mac() {
        return "02:00:00:00:00:0" + number;
    }

    /** Pulls the cable of {@code eth0}: the switch port goes down, so the node loses its carrier. */
    public void pullCable() {
        port("down");
    }

    /** Plugs it in again. */
    public void plugCable() {
        port("up");
    }

    /** Takes the carrier of {@code eth1} away. */
    public void pullTrackedCable() {
        trackedPort("down");
    }

    /** Gives it back. */
    public void plugTrackedCable() {
        trackedPort("up");
    }

    /** Every address the kernel has now, on any interface that is not held down by its protocol, without prefix length. */
    public List<String> addresses() {
        String json = Command.of("ip", "-n", namespace, "-j", "addr").output();
        List<String> found = new ArrayList<>();
        try {
            for (JsonNode link : JSON.readTree(json)) {
                if (link.path("proto_down").asBoolean()) {
                    continue;
                }
                for (JsonNode address : link.path("addr_info")) {
                    found.add(address.path("local").asText());
                }
            }
        } catch (JsonProcessingException e) {
            throw new LabException("ip -j addr printed something that is not JSON", e);
        }
        return found;
    }

    private void port(String state) {
        Command.of("ip", "-n", bridge, "link", "set", "p" + number, state).output();
    }

    private void trackedPort(String state) {
        Command.of("ip", "-n", bridge, "link", "set", "t" + number, state).output();
    }
}
