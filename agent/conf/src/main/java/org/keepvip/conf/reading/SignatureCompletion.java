package org.keepvip.conf.reading;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;
import org.keepvip.conf.language.SourceFiles;
import org.keepvip.conf.model.AuthHmac;
import org.keepvip.conf.model.HmacKey;
import org.keepvip.conf.model.VrrpInstance;

/**
 * Completes auth_hmac.
 *
 * @param files where keys are kept
 */
record SignatureCompletion(Draft<VrrpInstance> draft, SourceFiles files, Problems problems) {
    private static final Duration LEAST_WINDOW = Duration.ofSeconds(5);
    private static final Duration LARGEST_WINDOW = Duration.ofMinutes(5);

    /**
     * The signing of adverts, empty for none. Without a usable active key it goes on without one, and the instance stays
     * in FAULT: a router that does not sign where the others do would not hear them, and be a second MASTER.
     */
    Optional<AuthHmac> complete(Optional<AuthHmac> written, Duration interval, boolean strict) {
        if (written.isEmpty()) {
            return written;
        }
        Draft<AuthHmac> block = draft.blocks("auth_hmac", AuthHmac.class).getLast();
        AuthHmac signature = written.get();
        List<HmacKey> keys = keys(signature, block);
        Optional<Integer> active =
                signature.activeKey().filter(id -> keys.stream().anyMatch(key -> key.id() == id));
        if (active.isEmpty()) {
            complainOfActiveKey(signature.activeKey());
        }
        AuthHmac.Mode mode = signature.mode();
        if (strict && mode != AuthHmac.Mode.ENFORCE) {
            problems.warn(
                    Kind.GENERAL,
                    block.at("mode"),
                    "strict mode: the mode is enforce, not " + mode,
                    "write mode enforce, or strict_mode off");
            mode = AuthHmac.Mode.ENFORCE;
        }
        return Optional.of(new AuthHmac(
                keys,
                active,
                Optional.of(signature.timeWindow().orElseGet(() -> window(interval))),
                Optional.of(signature.antiReplay().orElse(AuthHmac.AntiReplay.TIME)),
                mode));
    }

    private static Duration window(Duration interval) {
        Duration three = interval.multipliedBy(3);
        if (three.compareTo(LEAST_WINDOW) < 0) {
            return LEAST_WINDOW;
        }
        return three.compareTo(LARGEST_WINDOW) > 0 ? LARGEST_WINDOW : three;
    }

    private void complainOfActiveKey(Optional<Integer> written) {
        problems.error(
                Kind.GENERAL,
                draft.at("auth_hmac"),
                draft.name() + " stays in FAULT: auth_hmac has "
                        + written.map(id -> "no usable key " + id + ", the active one")
                                .orElse("no active_key"),
                written.map(id -> "write key " + id + " VALUE").orElse("write active_key ID"));
    }

    private List<HmacKey> keys(AuthHmac signature, Draft<AuthHmac> block) {
        Set<Integer> seen = new HashSet<>();
        List<HmacKey> kept = new ArrayList<>();
        for (int i = 0; i < signature.keys().size(); i++) {
            HmacKey key = signature.keys().get(i);
            Location at = block.statements("key").get(i).keyword().location();
            if (!seen.add(key.id())) {
                problems.error(
                        Kind.GENERAL,
                        at,
                        "key " + key.id() + " is written twice; the first counts",
                        "remove one of them");
            } else if (key.file().isPresent()) {
                read(key, key.file().get(), at).ifPresent(kept::add);
            } else {
                kept.add(key);
            }
        }
        return List.copyOf(kept);
    }

    private Optional<HmacKey> read(HmacKey key, String path, Location at) {
        return switch (files.read(path)) {
            case SourceFiles.Content.Skipped(String reason) -> {
                problems.error(
                        Kind.GENERAL,
                        at,
                        "key " + key.id() + " is left out: " + path + " is not read: " + reason,
                        "write the key into that file");
                yield Optional.empty();
            }
            case SourceFiles.Content.Text(String text) -> {
                byte[] octets = text.replaceFirst("\\r?\\n$", "").getBytes(StandardCharsets.UTF_8);
                if (octets.length < HmacKey.SHORTEST || octets.length > HmacKey.LONGEST) {
                    problems.error(
                            Kind.GENERAL,
                            at,
                            HmacKey.wrongLength(key.id(), octets.length) + "; it is left out",
                            "write such a key into " + path);
                    yield Optional.empty();
                }
                yield Optional.of(key.with(octets));
            }
        };
    }
}
