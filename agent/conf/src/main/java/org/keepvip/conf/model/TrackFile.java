package org.keepvip.conf.model;

import java.util.Optional;
import org.keepvip.conf.keyword.Keyword;
import org.keepvip.conf.keyword.Named;

/** {@code track_file NAME { }}: a file whose number is multiplied with a weight and added to the priority. */
public record TrackFile(
        @Named("name") String name,

        @Keyword(value = "file", help = "Path of the file. Required.", otherwise = "none")
        Optional<String> file,

        @Keyword(
                value = "weight",
                min = "-254",
                max = "254",
                standard = "1",
                help =
                        "What the number is multiplied with where the tracking line says nothing else; 0: FAULT unless it is 0.")
        Weight weight,

        @Keyword(value = "init_file", bare = "0", help = "Create the file.", otherwise = "it is not created")
        Optional<InitialValue> initial) {}
