package org.keepvip.daemon.configuration;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.conf.reading.Machine;

/** The machine that this process runs on, as far as reading a configuration asks for it. */
final class ThisMachine {
    private ThisMachine() {}

    /** Its interfaces now; a machine of which nothing is known when the system does not tell. */
    static Machine now() {
        try {
            Map<String, Machine.Nic> interfaces = new HashMap<>();
            for (NetworkInterface device : NetworkInterface.networkInterfaces().toList()) {
                add(device, interfaces);
                for (NetworkInterface labelled : device.subInterfaces().toList()) {
                    add(labelled, interfaces);
                }
            }
            return Machine.of(interfaces);
        } catch (SocketException e) {
            return Machine.UNKNOWN;
        }
    }

    private static void add(NetworkInterface device, Map<String, Machine.Nic> into) throws SocketException {
        List<IpAddress> addresses = device.inetAddresses()
                .map(InetAddress::getAddress)
                .map(IpAddress::of)
                .toList();
        into.put(
                device.getName(),
                new Machine.Nic(device.getMTU(), device.supportsMulticast(), device.isLoopback(), addresses));
    }
}
