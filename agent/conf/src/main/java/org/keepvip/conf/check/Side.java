package org.keepvip.conf.check;

import org.keepvip.conf.language.Location;
import org.keepvip.conf.model.VrrpInstance;
import org.keepvip.conf.reading.Reading;

/** An instance and the node it is on. */
record Side(Reading node, VrrpInstance instance) {
    String name() {
        return instance.name();
    }

    /** Where the instance opens. */
    Location place() {
        return node.source(instance).place();
    }

    /** Where the keyword's value stands; where the instance opens when it is not written. */
    Location at(String keyword) {
        return node.source(instance).at(keyword);
    }
}
