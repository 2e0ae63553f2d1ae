package org.keepvip.simulator.world;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.simulator.scenario.Dice;
import org.keepvip.vrrp.Action;
import org.keepvip.vrrp.Event;
import org.keepvip.vrrp.Moment;
import org.keepvip.vrrp.Rejection;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.State;
import org.keepvip.vrrp.Step;
import org.keepvip.vrrp.Vip;
import org.keepvip.vrrp.VirtualRouter;
import org.keepvip.vrrp.packet.Advertisement;

/**
 * The process on a node: what the daemon does around the state machine. It reads what is queued, steps, performs actions
 * in order, and wakes at deadlines; it can be frozen, killed and started again.
 */
public final class Agent {
    /** No down interval is shorter; the exact limit is worked out only beyond it. */
    private static final long SHORTEST_STALL = 10_000_000L;
    /** Datagrams that a raw socket's buffer holds while nobody reads; the rest is lost. */
    private static final int SOCKET_BUFFER = 200;
    /** A deadline that is due again at once so often in a row is a busy loop. */
    private static final int MOST_STEPS_AT_ONCE = 20;

    private final World world;
    private final Node node;
    private final Dice dice;
    private final Deque<Runnable> inputs = new ArrayDeque<>();
    private final AddressRequests requests;
    /** What the configuration file says; the process has read it when it started or was last told to. */
    private Settings configured;

    private Settings settings;
    private RawSocket socket;
    private State state = VirtualRouter.initial();
    private boolean running;
    private int freezes;
    private int incarnation;
    private int queuedDatagrams;
    private int sendFailures;
    private long armedAt = Long.MAX_VALUE;
    /** A netlink socket keeps the order of what the kernel reports. */
    private long lastNotice;

    /** The errno of every send, while there is one. */
    @Nullable String sendsRefused;

    Agent(World world, Node node, Settings settings, Dice dice) {
        this.world = world;
        this.node = node;
        this.configured = settings;
        this.settings = settings;
        this.socket = new RawSocket(settings, world.stepper().reception(settings));
        this.dice = dice;
        this.requests = new AddressRequests(this, node.kernel(), dice, world.weather());
    }

    public Settings settings() {
        return settings;
    }

    public State state() {
        return state;
    }

    /** Whether the process exists, frozen or not. */
    public boolean isRunning() {
        return running;
    }

    /** Whether the process exists and gets the processor. */
    public boolean isAwake() {
        return running && freezes == 0;
    }

    /** Whether the kernel refuses its adverts. */
    public boolean isSendingRefused() {
        return sendsRefused != null;
    }

    void start() {
        running = true;
        incarnation++;
        settings = configured;
        socket = new RawSocket(settings, world.stepper().reception(settings));
        state = VirtualRouter.initial();
        sendFailures = 0;
        world.witness().agentChanged(node, Witness.AgentChange.STARTED);
        input(() -> {
            for (String device : node.kernel().devices()) {
                tell(new Event.LinkChanged(device, node.kernel().link(device)));
            }
            tell(new Event.SourceAddressChanged(node.kernel().ownAddress()));
            tell(new Event.AddressesObserved(Set.copyOf(node.kernel().addresses()), Set.of()));
            tell(new Event.Started());
        });
    }

    /** Asks the agent to stop, which it does when it has performed what it then wants done. */
    void stop() {
        input(() -> {
            tell(new Event.ShutdownRequested(false));
            exit(Witness.AgentChange.STOPPED);
        });
    }

    void kill() {
        if (running) {
            exit(Witness.AgentChange.KILLED);
        }
    }

    void freeze() {
        freezes++;
        world.witness().agentChanged(node, Witness.AgentChange.FROZEN);
    }

    void thaw() {
        freezes--;
        if (isAwake()) {
            world.witness().agentChanged(node, Witness.AgentChange.WOKEN);
            wake();
        }
    }

    AddressRequests requests() {
        return requests;
    }

    /** The settings in the configuration file. */
    Settings configured() {
        return configured;
    }

    void reload(Settings next) {
        configured = next;
        input(() -> {
            Settings before = settings;
            settings = next;
            socket = socket.after(next, world.stepper().reception(next));
            tell(new Event.Reconfigured(before));
        });
    }

    /** A datagram comes to the raw socket. */
    void arrive(Frame frame) {
        if (!isAwake() && queuedDatagrams >= SOCKET_BUFFER) {
            return;
        }
        queuedDatagrams++;
        input(() -> {
            queuedDatagrams--;
            receive(frame);
        });
    }

    private void receive(Frame frame) {
        switch (frame) {
            case Frame.Spared(IpAddress source, Advertisement advertisement) ->
                tell(new Event.AdvertisementReceived(source, advertisement));
            case Frame.Broken(IpAddress source, Rejection why) -> tell(new Event.AdvertisementRejected(source, why));
            case Frame.Octets octets -> {
                boolean master = Role.of(state) == Role.MASTER;
                Optional<Event> event =
                        socket.received(octets, master, node.kernel().ownAddress());
                // Without an address it cannot know its own, and is in FAULT, where it heeds nobody.
                boolean knowsItself = node.kernel().ownAddress().isPresent();
                if (!octets.isGenuine()
                        && knowsItself
                        && event.filter(Event.AdvertisementReceived.class::isInstance)
                                .isPresent()) {
                    world.witness().deceived(node, event.get());
                }
                event.ifPresent(this::tell);
            }
        }
    }

    /** The kernel reports something. */
    void notice(Kernel.Notice notice) {
        Event event = switch (notice) {
            case Kernel.Notice.LinkIs(String device, var link) -> new Event.LinkChanged(device, link);
            case Kernel.Notice.OwnAddressIs(Optional<IpAddress> address) -> new Event.SourceAddressChanged(address);
            case Kernel.Notice.AddressIs(Vip.Key address, boolean present) ->
                present
                        ? new Event.AddressesObserved(Set.of(address), Set.of())
                        : new Event.AddressesObserved(Set.of(), Set.of(address));
        };
        int then = incarnation;
        lastNotice = Math.max(
                lastNotice, world.now() + dice.between(0, world.weather().noticeDelay()));
        world.timeline().at(lastNotice, () -> {
            if (incarnation == then) {
                input(() -> tell(event));
            }
        });
    }

    /** The timer fires although nothing may be due. */
    void spuriousTimer() {
        if (isAwake()) {
            tell(new Event.DeadlineReached());
        }
    }

    private void exit(Witness.AgentChange how) {
        running = false;
        incarnation++;
        inputs.clear();
        requests.clear();
        queuedDatagrams = 0;
        armedAt = Long.MAX_VALUE;
        world.witness().agentChanged(node, how);
    }

    /** Handles the input, now or when the process is awake again; nothing at all when there is no process. */
    private void input(Runnable handling) {
        if (isAwake()) {
            handling.run();
            arm();
        } else if (running) {
            inputs.add(handling);
        }
    }

    private void wake() {
        Moment now = localNow();
        long late = state.deadline().equals(Moment.NEVER)
                ? 0
                : state.deadline().until(now).toNanos();
        boolean jumped =
                late > SHORTEST_STALL && late > state.stallLimit(settings).toNanos();
        if (jumped) {
            tell(new Event.ClockJumped(Duration.ofNanos(late)));
        }
        int then = incarnation;
        for (Runnable next = inputs.poll(); next != null && incarnation == then; next = inputs.poll()) {
            next.run();
        }
        if (jumped && incarnation == then) {
            tell(new Event.QueueDrained());
        }
        meetDeadline();
    }

    private void meetDeadline() {
        Moment now = localNow();
        for (int steps = 0; running && !state.deadline().isAfter(now) && steps < MOST_STEPS_AT_ONCE; steps++) {
            tell(new Event.DeadlineReached());
        }
        arm();
    }

    private void arm() {
        if (!running) {
            return;
        }
        long due = node.clock().worldTime(state.deadline());
        if (due == Long.MAX_VALUE) {
            armedAt = Long.MAX_VALUE;
            return;
        }
        if (due >= armedAt) {
            return;
        }
        long at = Math.max(due, world.now()) + dice.between(0, world.weather().lateness());
        armedAt = at;
        world.timeline().at(at, () -> timer(at));
    }

    private void timer(long at) {
        if (armedAt != at) {
            return;
        }
        armedAt = Long.MAX_VALUE;
        if (!isAwake()) {
            return;
        }
        if (state.deadline().isAfter(localNow())) {
            arm();
        } else {
            wake();
        }
    }

    void tell(Event event) {
        if (!running) {
            return;
        }
        State before = state;
        Step step = stepped(event);
        if (step == null) {
            return;
        }
        state = step.next();
        world.witness().stepped(node, event, before, step);
        for (Action action : step.actions()) {
            perform(action);
        }
    }

    /** The machine promises not to throw. If it does, the process takes its addresses off and dies, as the daemon would. */
    private @Nullable Step stepped(Event event) {
        try {
            return world.stepper().step(settings, state, event, localNow());
        } catch (RuntimeException bug) {
            world.witness().threw(node, event, bug);
            node.vips().forEach(vip -> node.kernel().remove(vip.key()));
            exit(Witness.AgentChange.KILLED);
            return null;
        }
    }

    /** World time. */
    long now() {
        return world.now();
    }

    private Moment localNow() {
        return node.clock().shown(world.now());
    }

    private void perform(Action action) {
        switch (action) {
            case Action.SendAdvertisement(IpAddress source, Advertisement advertisement) -> send(source, advertisement);
            case Action.AddAddresses(List<Vip> vips) -> requests.add(vips);
            case Action.RemoveAddresses(List<Vip> vips) -> requests.remove(vips);
            // The simulated settings have neither routes nor rules.
            case Action.AddRouting _, Action.RemoveRouting _ -> {}
            case Action.Announce(List<Vip> vips) -> world.witness().announced(node, vips);
        }
    }

    private void send(IpAddress source, Advertisement advertisement) {
        String errno = sendsRefused;
        if (errno == null) {
            sendFailures = 0;
            world.witness().sent(node, advertisement);
            transmit(source, advertisement);
            return;
        }
        sendFailures++;
        int inARow = sendFailures;
        later(0, () -> tell(new Event.SendFailed(inARow, errno)));
    }

    private void transmit(IpAddress source, Advertisement advertisement) {
        if (world.scenario().objects()) {
            Frame frame = new Frame.Spared(source, advertisement);
            socket.destinations().forEach(destination -> world.network().send(node, frame, destination));
        } else {
            for (Frame.Octets frame : socket.encode(source, advertisement)) {
                world.network().send(node, frame, frame.destination());
            }
        }
    }

    /** After a while, if it is still the same process. */
    void later(long delay, Runnable handling) {
        int then = incarnation;
        world.timeline().at(world.now() + delay, () -> {
            if (incarnation == then) {
                input(handling);
            }
        });
    }
}
