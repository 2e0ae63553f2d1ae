package org.keepvip.conf.reading;

import java.util.Optional;
import org.keepvip.conf.keyword.Line;
import org.keepvip.conf.keyword.Problems;
import org.keepvip.conf.language.Kind;
import org.keepvip.conf.language.Problem;
import org.keepvip.conf.routing.Name;
import org.keepvip.conf.routing.Realms;

/** Looks up the names of one line. */
final class LineNumbers {
    private final Line<?> line;
    private final RoutingNames names;
    private final Problems problems;
    private boolean isVoid;

    LineNumbers(Line<?> line, RoutingNames names, Problems problems) {
        this.line = line;
        this.names = names;
        this.problems = problems;
    }

    /** Whether a name was not found, so that the line means nothing. */
    boolean isVoid() {
        return isVoid;
    }

    Optional<Name> number(String option, RoutingNames.Kind kind, Optional<Name> written) {
        return written.flatMap(name -> number(option, kind, name));
    }

    private Optional<Name> number(String option, RoutingNames.Kind kind, Name name) {
        Optional<Name> number = names.number(kind, name.text()).map(Name::of);
        if (number.isEmpty()) {
            isVoid = true;
            problems.add(Problem.error(
                            Kind.GENERAL,
                            line.at(option),
                            option + " '" + name + "' is neither a name in " + kind.file() + " nor a number up to "
                                    + kind.most() + "; the line is ignored")
                    .expecting(option + " NAME|0.." + kind.most())
                    .didYouMean(name.text(), names.all(kind)));
        }
        return number;
    }

    Optional<Realms> realms(Optional<Realms> written) {
        return written.flatMap(realms -> {
            Optional<Name> source = number("realms", RoutingNames.Kind.REALM, realms.source());
            return number("realms", RoutingNames.Kind.REALM, realms.destination())
                    .map(destination -> new Realms(source, destination));
        });
    }

    /** What is watched is known by its protocol, so that it has keepalived's whatever is written. */
    Name protocol(Optional<Name> written, boolean tracked, int standard) {
        Optional<Name> number = number("protocol", RoutingNames.Kind.PROTOCOL, written);
        Name keepalived = Name.of(RoutingRules.KEEPALIVED);
        if (tracked && number.filter(other -> !other.equals(keepalived)).isPresent()) {
            problems.warn(
                    Kind.GENERAL,
                    line.at("protocol"),
                    "what is watched for removal has protocol " + keepalived + "; that is used",
                    "remove protocol, or write no_track");
        }
        return tracked ? keepalived : number.orElse(Name.of(standard));
    }
}
