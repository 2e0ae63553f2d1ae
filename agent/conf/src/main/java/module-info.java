/** Reads keepalived.conf into immutable records. Pure: knows no clock, socket, thread or log; files come in through a reader. */
module org.keepvip.conf {
    requires static transitive org.jspecify;

    exports org.keepvip.conf.address;
    exports org.keepvip.conf.check;
    exports org.keepvip.conf.files;
    exports org.keepvip.conf.keyword;
    exports org.keepvip.conf.language;
    exports org.keepvip.conf.model;
    exports org.keepvip.conf.reading;
    exports org.keepvip.conf.routing;
}
