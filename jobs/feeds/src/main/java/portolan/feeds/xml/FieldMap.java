// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import portolan.feeds.Profile;
import portolan.schemas.mapping.MessageMapping;

/** The field map of a format, a resource of this module, as each profile changes it. */
final class FieldMap {
    private final String name;
    private final String text;
    private final Map<Profile, MessageMapping> byProfile = new WeakHashMap<>();

    private FieldMap(String name, String text) {
        this.name = name;
        this.text = text;
    }

    static FieldMap of(String name) {
        String file = "/portolan/feeds/" + name + ".yaml";
        try (InputStream in = FieldMap.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no field map: file=" + file);
            }
            return new FieldMap(name + ".yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read: file=" + file, e);
        }
    }

    /** The text, of which people read the remarks. */
    String text() {
        return text;
    }

    synchronized MessageMapping by(Profile profile) {
        return byProfile.computeIfAbsent(profile, this::parse);
    }

    private MessageMapping parse(Profile profile) {
        Map<String, Map<String, String>> codes = new HashMap<>(profile.codes());
        Map<String, String> levels = new HashMap<>(codes.getOrDefault("billLevel", Map.of()));
        profile.house().forEach(code -> levels.put(code, "HOUSE"));
        if (!levels.isEmpty()) {
            codes.put("billLevel", levels);
        }
        Character decimal = profile.decimal();
        return MessageMapping.parse(
                text,
                name,
                new MessageMapping.Settings(
                        profile.zone(), profile.dates(), profile.blank(), decimal == null ? '.' : decimal, codes));
    }
}
