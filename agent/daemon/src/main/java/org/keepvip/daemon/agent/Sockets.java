package org.keepvip.daemon.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.keepvip.conf.address.IpAddress;
import org.keepvip.daemon.journal.Journal;
import org.keepvip.daemon.loop.Loop;
import org.keepvip.linux.Errno;
import org.keepvip.linux.ErrnoException;
import org.keepvip.vrrp.Settings;

/** The channels that are open, each with the routers on it. Level-triggered: {@link #place} can be called at any time. */
final class Sockets {
    /** A channel's key, and the interfaces it was opened on: one that is made anew has another index. */
    private record Place(ChannelKey key, Channel.Indexes indexes) {}

    private final Loop loop;
    private final Journal journal;
    private final ToIntFunction<String> index;
    private final Consumer<Channel> readable;
    private final Map<Place, Channel> channels = new HashMap<>();
    private final List<Channel> all = new ArrayList<>();
    private final Map<RunningRouter, Place> places = new HashMap<>();
    private final Map<RunningRouter, String> troubles = new HashMap<>();

    /**
     * No channels yet.
     *
     * @param index of the interface of that name, 0 for none
     * @param readable is called on the loop for a channel with something to read
     */
    Sockets(Loop loop, Journal journal, ToIntFunction<String> index, Consumer<Channel> readable) {
        this.index = index;
        this.loop = loop;
        this.journal = journal;
        this.readable = readable;
    }

    /**
     * Puts the router where it belongs now.
     *
     * @param source the address that it sends from now, or is about to be told of
     * @return the errno's name when the kernel refused; empty when that succeeded, or there is nothing to do until the
     *     interface or the source address changes
     */
    Optional<String> place(RunningRouter router, Optional<IpAddress> source) {
        Optional<Place> wanted = wanted(router.settings(), source);
        Place present = places.get(router);
        if (wanted.equals(Optional.ofNullable(present))) {
            return Optional.empty();
        }
        remove(router);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        try {
            Channel channel = channel(wanted.get());
            channel.attach(router);
            places.put(router, wanted.get());
            router.join(channel, wanted.get().indexes.sender());
            troubles.remove(router);
            return Optional.empty();
        } catch (ErrnoException e) {
            String trouble = "(" + router.settings().name() + ") cannot open its sockets: " + e.getMessage();
            if (!trouble.equals(troubles.put(router, trouble))) {
                journal.error(trouble);
            }
            return Optional.of(Errno.name(e.errno()));
        }
    }

    /** Goes on with the router's sockets, if it has any, under the settings that it has now. */
    void renew(RunningRouter router) {
        Place place = places.get(router);
        Channel channel = router.channel();
        if (place != null && channel != null) {
            router.join(channel, place.indexes.sender());
        }
    }

    /** Takes the router off its channel, and closes that when it was the last. */
    void remove(RunningRouter router) {
        Place place = places.remove(router);
        Channel channel = router.channel();
        if (place != null && channel != null) {
            channel.flush();
            router.join(null, 0);
            if (channel.detach(router)) {
                channels.remove(place);
                all.remove(channel);
                channel.close();
            }
        }
    }

    /** Nothing while one of its interfaces is not there. */
    private Optional<Place> wanted(Settings settings, Optional<IpAddress> source) {
        return source.map(address -> ChannelKey.of(settings, address))
                .filter(key -> key.devices().noneMatch(device -> index.applyAsInt(device) == 0))
                .map(key -> new Place(
                        key, new Channel.Indexes(index(key.device()), index(key.sender()), index(key.base()))));
    }

    private int index(Optional<String> device) {
        return device.map(index::applyAsInt).orElse(0);
    }

    private Channel channel(Place place) throws ErrnoException {
        @Nullable Channel open = channels.get(place);
        if (open != null) {
            return open;
        }
        Channel channel = Channel.open(place.key, place.indexes);
        channel.watchedBy(loop.watch(channel.receiver(), () -> readable.accept(channel)));
        channels.put(place, channel);
        all.add(channel);
        return channel;
    }

    /** Sends what every channel has collected. */
    void flush() {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).flush();
        }
    }

    void close() {
        all.forEach(Channel::close);
        all.clear();
        channels.clear();
    }
}
