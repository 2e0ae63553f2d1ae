package org.keepvip.conf.model;

import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;

/** The interface that is made for an instance. */
public record VirtualInterface(
        @Keyword(
                value = "use_vmac",
                help = "The instance runs on an interface of its own with the virtual router's MAC address: a macvlan,"
                        + " made at the start and removed at the end.",
                otherwise = "none; the interface called vmac_prefix.VRID, the address 00:00:5e:00:01:VRID (IPv6 02)")
        Optional<UseVmac> vmac,

        @Keyword(
                value = "use_vmac_addr",
                help =
                        "Virtual addresses on other interfaces have one with the virtual router's MAC address there too.")
        boolean vmacForAddresses,

        @Keyword(
                value = "vmac_xmit_base",
                help = "Adverts leave through the interface itself, with its own MAC address.")
        boolean transmitOnBase,

        @Keyword(
                value = "use_ipvlan",
                help = "The instance runs on an ipvlan of mode L2, an interface with an IP address of its own.",
                otherwise = "none")
        Optional<UseIpvlan> ipvlan,

        @Keyword(
                value = "vrf",
                help = "VRF whose interfaces unicast adverts use, for an instance without an interface.",
                otherwise = "none")
        Optional<InterfaceName> vrf) {}
