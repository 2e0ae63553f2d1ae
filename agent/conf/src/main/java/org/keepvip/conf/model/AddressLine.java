package org.keepvip.conf.model;

import java.util.Optional;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.address.Prefix;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Positional;

/** A line of virtual_ipaddress, virtual_ipaddress_excluded or static_ipaddress: an address and options in any order. */
public record AddressLine(
        @Positional("IP address[/prefix length]") Prefix address,

        @Keyword(
                value = "dev",
                help = "Interface that gets the address.",
                otherwise = "the instance's interface; for static_ipaddress default_interface")
        Optional<InterfaceName> device,

        @Keyword(
                value = "brd",
                voidsLine = true,
                formerly = "broadcast",
                help = "IPv4 broadcast address; + sets all host bits, - clears them.",
                otherwise = "none")
        Optional<Broadcast> broadcast,

        @Keyword(value = "scope", help = "Scope by name or number, IPv4 only.", standard = "global")
        Scope scope,

        @Keyword(
                value = "label",
                help = "Address label, IPv4 only, as `ip address` shows it.",
                voidsLine = true,
                length = 15,
                otherwise = "none")
        Optional<String> label,

        @Keyword(value = "peer", help = "Far end of a point-to-point link.", otherwise = "none")
        Optional<Prefix> peer,

        @Keyword(value = "home", help = "IPv6: the address is a mobile node's home address.")
        boolean home,

        @Keyword(value = "mngtmpaddr", help = "IPv6: the kernel makes temporary addresses from it.")
        boolean mngtmpaddr,

        @Keyword(value = "autojoin", help = "The kernel joins the multicast group on the Ethernet level.")
        boolean autojoin,

        @Keyword(value = "noprefixroute", help = "The kernel makes no route for the prefix.")
        boolean noprefixroute,

        @Keyword(value = "-nodad", help = "IPv6: duplicate address detection is done; it is off by default.")
        boolean duplicateAddressDetection,

        @Keyword(
                value = "preferred_lft",
                help = "Preferred lifetime; 0 keeps the kernel from choosing it as a source address.",
                otherwise = "forever, for an IPv6 /128 0",
                unit = "s or forever")
        Optional<Lifetime> preferredLifetime,

        @Keyword(
                value = "use_vmac",
                help = "Virtual address on another interface: that interface has one with the virtual router's MAC"
                        + " address, which holds it.")
        boolean vmac,

        @Keyword(value = "no_track", help = "Its removal by somebody else is not answered.")
        boolean untracked,

        @Keyword(
                value = "track_group",
                help = "static_ipaddress only: members of the group are in FAULT while it is missing.",
                otherwise = "none")
        Optional<String> trackGroup) {

    /** The same line with another scope, label and peer. */
    public AddressLine with(Scope otherScope, Optional<String> otherLabel, Optional<Prefix> otherPeer) {
        return new AddressLine(
                address,
                device,
                broadcast,
                otherScope,
                otherLabel,
                otherPeer,
                home,
                mngtmpaddr,
                autojoin,
                noprefixroute,
                duplicateAddressDetection,
                preferredLifetime,
                vmac,
                untracked,
                trackGroup);
    }

    /** The same line, which concerns no instance. */
    public AddressLine withoutTrackGroup() {
        return new AddressLine(
                address,
                device,
                broadcast,
                scope,
                label,
                peer,
                home,
                mngtmpaddr,
                autojoin,
                noprefixroute,
                duplicateAddressDetection,
                preferredLifetime,
                vmac,
                untracked,
                Optional.empty());
    }

    public Family family() {
        return address.family();
    }

    /** Whether the kernel shall not choose it as a source: preferred lifetime 0, written or by default. */
    public boolean deprecated() {
        return preferredLifetime
                .map(lifetime -> lifetime.seconds() == 0)
                .orElse(family() == Family.IPV6 && address.length() == 128);
    }
}
