package org.keepvip.simulator.world;

import java.util.ArrayList;
import java.util.List;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.Vip;
import org.keepvip.vrrp.packet.Priority;

/** A configuration file as somebody edits it before a reload. */
final class Rewritten {
    private Rewritten() {}

    static Settings withPriority(Settings settings, Priority priority) {
        Settings.Election old = settings.election();
        Settings.Election election = new Settings.Election(
                priority,
                old.interval(),
                old.downTimerAdverts(),
                old.preempt(),
                old.preemptDelay(),
                old.answerLowerPriority(),
                old.answerHigherPriority(),
                old.startupDelay());
        return with(settings, election, settings.addresses());
    }

    static Settings withAddresses(Settings settings, Settings.Addresses addresses) {
        return with(settings, settings.election(), addresses);
    }

    /** All addresses but the one with that number, counted from 0, the advertised ones first; unless it is gone already. */
    static Settings.Addresses without(Settings.Addresses addresses, int number) {
        List<Vip> advertised = new ArrayList<>(addresses.advertised());
        List<Vip> excluded = new ArrayList<>(addresses.excluded());
        int beyond = number - advertised.size();
        if (beyond < 0) {
            advertised.remove(number);
        } else if (beyond < excluded.size()) {
            excluded.remove(beyond);
        }
        return new Settings.Addresses(
                advertised, excluded, addresses.noneAllowed(), addresses.promoteSecondaries(), addresses.accept());
    }

    private static Settings with(Settings settings, Settings.Election election, Settings.Addresses addresses) {
        return new Settings(
                settings.name(),
                settings.device(),
                settings.interfaces(),
                settings.vrid(),
                settings.family(),
                settings.wire(),
                election,
                settings.reception(),
                addresses,
                Settings.Routing.NONE,
                settings.announcing(),
                settings.tracking(),
                settings.notServed());
    }
}
