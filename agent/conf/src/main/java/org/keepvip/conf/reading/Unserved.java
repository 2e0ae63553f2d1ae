package org.keepvip.conf.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.keepvip.conf.keyword.Draft;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Location;

/** One warning for each topic that this version does not serve, whatever the number of its keywords. */
record Unserved(List<Draft.Unserved> keywords, Problems problems) {
    void warn() {
        Map<String, List<Draft.Unserved>> byTopic = keywords.stream()
                .collect(Collectors.groupingBy(Draft.Unserved::topic, LinkedHashMap::new, Collectors.toList()));
        byTopic.forEach((topic, named) -> {
            Draft.Unserved first = named.getFirst();
            Location at = first.statement().keyword().location();
            String names =
                    named.stream().map(Draft.Unserved::keyword).distinct().collect(Collectors.joining(", "));
            switch (first.effect()) {
                case WARNS ->
                    problems.warn(
                            Kind.ADVICE, at, "parsed, not served by this version: " + topic + " (" + names + ")", "");
                case FOREIGN ->
                    problems.warn(Kind.ADVICE, at, "skipped, another daemon's work: " + topic + " (" + names + ")", "");
                // each instance that it concerns says so itself; what is not needed is not missed
                case FAULTS, NEEDLESS -> {}
            }
        });
    }
}
