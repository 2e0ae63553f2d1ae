package org.keepvip.conf.reading;

import java.util.Optional;
import org.keepvip.conf.address.Family;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.model.InterfaceName;
import org.keepvip.conf.model.UseIpvlan;
import org.keepvip.conf.model.UseVmac;
import org.keepvip.conf.model.VirtualInterface;
import org.keepvip.conf.model.VrrpInstance;

/** Completes the interface that is made for an instance: what fits its transport, and strict mode. */
final class VirtualInterfaceCompletion {
    private final Draft<VrrpInstance> draft;
    private final Problems problems;

    VirtualInterfaceCompletion(Draft<VrrpInstance> draft, Problems problems) {
        this.draft = draft;
        this.problems = problems;
    }

    VirtualInterface complete(VirtualInterface written, VrrpInstance.Path path, boolean strict) {
        Optional<UseVmac> vmac =
                written.vmac().filter(_ -> hasInterface("use_vmac")).map(use -> vmac(use, strict));
        Optional<UseIpvlan> ipvlan = written.ipvlan()
                .filter(_ -> hasInterface("use_ipvlan"))
                .filter(_ -> noVmac(written))
                .map(use -> new UseIpvlan(name("use_ipvlan", use.name()), use.address(), use.traffic()));
        if (vmac.isPresent() && draft.has("promote_secondaries")) {
            warn("promote_secondaries", "promote_secondaries is always set on use_vmac's interface", "remove it");
        }
        return new VirtualInterface(
                vmac,
                written.vmacForAddresses(),
                transmitOnBase(written, vmac.isPresent(), !path.peers().isEmpty(), strict),
                ipvlan,
                written.vrf().filter(_ -> noInterface()));
    }

    private boolean hasInterface(String keyword) {
        if (draft.has("interface")) {
            return true;
        }
        problems.error(
                Kind.GENERAL,
                draft.at(keyword),
                keyword + " is ignored: without an interface there is nothing to make another one on",
                "write interface NAME");
        return false;
    }

    private boolean noVmac(VirtualInterface written) {
        if (written.vmac().isPresent()) {
            problems.error(
                    Kind.GENERAL,
                    draft.at("use_ipvlan"),
                    "use_ipvlan is ignored beside use_vmac: an instance runs on one interface",
                    "remove one of them");
        }
        return written.vmac().isEmpty();
    }

    private boolean noInterface() {
        if (draft.has("interface")) {
            problems.error(
                    Kind.GENERAL,
                    draft.at("vrf"),
                    "vrf is ignored beside interface",
                    "remove vrf; the interface already is in its VRF");
        }
        return !draft.has("interface");
    }

    private UseVmac vmac(UseVmac written, boolean strict) {
        if (strict && written.address().isPresent()) {
            warn(
                    "use_vmac",
                    "strict mode: the MAC address is the virtual router's own, not "
                            + written.address().get(),
                    "remove it from use_vmac");
        }
        return new UseVmac(name("use_vmac", written.name()), strict ? Optional.empty() : written.address());
    }

    /** An interface cannot be made where it stands. */
    private Optional<InterfaceName> name(String keyword, Optional<InterfaceName> name) {
        if (name.isPresent() && name.equals(draft.written("interface", InterfaceName.class))) {
            problems.error(
                    Kind.GENERAL,
                    draft.at(keyword),
                    name.get() + " is the instance's interface, not one that can be made; a name is generated",
                    "write another name, or none");
            return Optional.empty();
        }
        return name;
    }

    private boolean transmitOnBase(VirtualInterface written, boolean vmac, boolean unicast, boolean strict) {
        if (!written.transmitOnBase()) {
            if (vmac && unicast) {
                warn(
                        "use_vmac",
                        "unicast adverts leave through the interface itself, as with vmac_xmit_base",
                        "write vmac_xmit_base");
            }
            return vmac && unicast;
        }
        if (!vmac) {
            warn("vmac_xmit_base", "vmac_xmit_base is without effect: there is no use_vmac", "remove it");
        } else if (strict && !unicast) {
            warn(
                    "vmac_xmit_base",
                    "strict mode: adverts come from the virtual router's MAC address (RFC 9568 section 7.2);"
                            + " vmac_xmit_base is ignored",
                    "remove vmac_xmit_base or vrrp_strict");
        }
        return vmac && (!strict || unicast);
    }

    private void warn(String keyword, String message, String fix) {
        problems.warn(Kind.GENERAL, draft.at(keyword), message, fix);
    }

    /** Whether an ipvlan is meant that has nothing to send from. */
    boolean lacksAddress(VirtualInterface complete, VrrpInstance.Identity identity, VrrpInstance.Path path) {
        boolean lacks = complete.ipvlan().filter(use -> use.address().isEmpty()).isPresent()
                && identity.family() == Family.IPV4
                && path.source().isEmpty();
        if (lacks) {
            problems.error(
                    Kind.GENERAL,
                    draft.at("use_ipvlan"),
                    draft.name() + " stays in FAULT: an ipvlan of IPv4 needs an address of its own",
                    "write use_ipvlan ADDRESS/LENGTH");
        }
        return lacks;
    }
}
