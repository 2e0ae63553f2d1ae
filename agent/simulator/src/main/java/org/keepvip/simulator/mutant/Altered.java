package org.keepvip.simulator.mutant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.simulator.world.Garbage;
import org.keepvip.vrrp.Action;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;
import org.keepvip.vrrp.packet.Advertisement;
import org.keepvip.vrrp.packet.Priority;

/** What mutants put in the place of the real thing. */
final class Altered {
    private Altered() {}

    static Step without(Step step, Predicate<Action> dropped) {
        return new Step(
                step.next(), step.actions().stream().filter(dropped.negate()).toList());
    }

    static Step also(Step step, Action more) {
        List<Action> actions = new ArrayList<>(step.actions());
        actions.add(more);
        return new Step(step.next(), actions);
    }

    static Event release(Settings settings, IpAddress from) {
        return new Event.AdvertisementReceived(
                from,
                new Advertisement(
                        settings.wire().version(),
                        settings.vrid(),
                        Priority.RELEASE,
                        settings.election().interval(),
                        List.of()));
    }

    static State waitingUntil(State state, State.Role.Backup backup, Moment masterDown) {
        State.Role.Backup waiting = new State.Role.Backup(
                masterDown,
                backup.interval(),
                backup.downInterval(),
                backup.master(),
                Optional.empty(),
                backup.draining(),
                backup.willing());
        return new State(waiting, state.surroundings(), state.holdings(), state.routing());
    }

    static State advertisingAt(State state, State.Role.Master master, Moment next) {
        State.Role.Master waiting = new State.Role.Master(
                next, master.voice(), master.triggered(), master.failingSince(), master.pulse(), master.plan());
        return new State(waiting, state.surroundings(), state.holdings(), state.routing());
    }

    static Settings withoutPreemption(Settings settings) {
        return withElection(settings, settings.election().downTimerAdverts(), false);
    }

    static Settings withMoreDownTimerAdverts(Settings settings) {
        return withElection(
                settings,
                settings.election().downTimerAdverts() + 2,
                settings.election().preempt());
    }

    private static Settings withElection(Settings settings, int downTimerAdverts, boolean preempt) {
        Settings.Election old = settings.election();
        Settings.Election election = new Settings.Election(
                old.priority(),
                old.interval(),
                downTimerAdverts,
                preempt,
                old.preemptDelay(),
                old.answerLowerPriority(),
                old.answerHigherPriority(),
                old.startupDelay());
        return with(settings, settings.wire(), election);
    }

    static Settings peeringWithStrangers(Settings settings) {
        if (!(settings.wire().transport() instanceof Settings.Transport.Unicast(List<Settings.Peer> peers))) {
            return settings;
        }
        List<Settings.Peer> more = new ArrayList<>(peers);
        more.add(new Settings.Peer(Garbage.stranger(settings.family()), 0, 255));
        Settings.Wire old = settings.wire();
        Settings.Wire wire = new Settings.Wire(
                old.version(),
                old.authentication(),
                old.checksumForm(),
                new Settings.Transport.Unicast(more),
                old.source(),
                old.ttl());
        return with(settings, wire, settings.election());
    }

    private static Settings with(Settings settings, Settings.Wire wire, Settings.Election election) {
        return new Settings(
                settings.name(),
                settings.device(),
                settings.interfaces(),
                settings.vrid(),
                settings.family(),
                wire,
                election,
                settings.reception(),
                settings.addresses(),
                settings.routing(),
                settings.announcing(),
                settings.tracking(),
                settings.notServed());
    }
}
