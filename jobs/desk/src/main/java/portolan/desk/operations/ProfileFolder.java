// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Profile;
import portolan.feeds.Profiles;
import portolan.schemas.mapping.MappingException;

/**
 * The profiles that the job reads messages by, as their files stand. The desk only reads them: who may write there decides
 * how the messages of a whole port are understood, and the job takes new texts when it starts.
 */
final class ProfileFolder {
    private static final String ENDING = ".yaml";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");

    private final @Nullable Path directory;

    /** @param directory that the job has as its {@code --profiles}; null where the desk cannot see it */
    ProfileFolder(@Nullable Path directory) {
        this.directory = directory;
    }

    boolean isSeen() {
        return directory != null;
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** What the file of a profile says; null if there is none, or it cannot be seen. */
    @Nullable
    String text(String name) {
        Path file = directory == null || !isName(name) ? null : directory.resolve(name + ENDING);
        try {
            return file == null || !Files.isRegularFile(file) ? null : Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("a profile cannot be read: file=" + file, e);
        }
    }

    /** The profile that is for a sender; null if none is. */
    @Nullable
    String nameOf(String sender) {
        for (Map.Entry<String, String> each : texts().entrySet()) {
            try {
                if (sender.equals(Profile.parse(each.getValue(), each.getKey()).sender())) {
                    return each.getKey();
                }
            } catch (MappingException unusable) {
                // The job refuses to start with it; here another may be the one.
            }
        }
        return null;
    }

    /**
     * All profiles, one of them with another text.
     *
     * @param name of that one
     * @param text what it is to say; null to take all as they are
     * @throws MappingException with everything that is wrong with the text
     * @throws IllegalArgumentException if two are for one sender
     */
    Profiles with(String name, @Nullable String text) {
        Map<String, String> texts = texts();
        if (text != null) {
            texts.put(name, text);
        }
        List<Profile> parsed = new ArrayList<>();
        texts.forEach((each, says) -> parsed.add(Profile.parse(says, each)));
        return Profiles.of(parsed);
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        if (directory == null) {
            return texts;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ENDING)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                texts.put(name.substring(0, name.length() - ENDING.length()), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("profiles cannot be read: directory=" + directory, e);
        }
        return texts;
    }
}
