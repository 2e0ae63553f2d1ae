package org.keepvip.simulator.world;

import java.util.ArrayList;
import java.util.List;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.vrrp.Settings;
import org.keepvip.vrrp.Vip;

/** A machine: a kernel, a clock, and an agent that may run on it. */
public final class Node {
    private final int index;
    private final IpAddress address;
    private final Kernel kernel;
    private final Clock clock;
    private final Agent agent;
    private final List<Vip> vips = new ArrayList<>();

    Node(World world, int index, Settings settings, IpAddress address) {
        this.index = index;
        this.address = address;
        this.kernel = new Kernel(address, World.DEVICES);
        this.clock = new Clock(world.dice().fork("clock " + index));
        this.agent = new Agent(world, this, settings, world.dice().fork("agent " + index));
        kernel.listen(notice -> {
            if (notice instanceof Kernel.Notice.AddressIs(Vip.Key changed, boolean present)) {
                world.witness().addressChanged(this, changed, present);
            }
            agent.notice(notice);
        });
        vips.addAll(settings.addresses().advertised());
        vips.addAll(settings.addresses().excluded());
    }

    public int index() {
        return index;
    }

    public IpAddress address() {
        return address;
    }

    public Kernel kernel() {
        return kernel;
    }

    public Agent agent() {
        return agent;
    }

    public Clock clock() {
        return clock;
    }

    /** Every virtual address of its router, advertised ones first. */
    public List<Vip> vips() {
        return vips;
    }

    /** As in {@code n1}. */
    @Override
    public String toString() {
        return "n" + index;
    }
}
