// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import portolan.console.screen.UnusableInputException;

/**
 * What {@code evaluate worlds} measured, as it lies in its JSON file.
 *
 * @param command that measured it
 * @param ruleSet name, version and hash
 * @param filings of each feed, about
 * @param notes what was left out, and why
 */
public record WorldsReport(
        String command,
        String engine,
        String ruleSet,
        String reference,
        int filings,
        List<String> notes,
        List<WorldFigures> feeds) {
    /** The usual name of its file. */
    public static final String FILE = "worlds.json";

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public WorldsReport {
        notes = List.copyOf(notes);
        feeds = List.copyOf(feeds);
    }

    /**
     * Reads a report that was written.
     *
     * @throws UnusableInputException when it cannot be read or is none
     */
    public static WorldsReport read(Path file) throws UnusableInputException {
        try {
            return JSON.readValue(Files.readString(file), WorldsReport.class);
        } catch (JsonProcessingException e) {
            throw new UnusableInputException(
                    "not what evaluate worlds --json wrote: file=" + file + ", " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw EvaluationFiles.unreadable(file, e);
        }
    }

    public String json() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    /** Worlds in the order of the report. */
    Set<String> worlds() {
        Set<String> worlds = new LinkedHashSet<>();
        feeds.forEach(feed -> worlds.add(feed.world()));
        return worlds;
    }

    /** What a world's feeds are made with, in the order of the report; nothing first. */
    Set<String> artefacts(String world) {
        Set<String> artefacts = new LinkedHashSet<>();
        feeds.stream().filter(feed -> feed.world().equals(world)).forEach(feed -> artefacts.add(feed.artefact()));
        return artefacts;
    }

    /** The feeds of a world, one a seed. */
    List<WorldFigures> feeds(String world, String artefact) {
        List<WorldFigures> of = new ArrayList<>();
        for (WorldFigures feed : feeds) {
            if (feed.world().equals(world) && feed.artefact().equals(artefact)) {
                of.add(feed);
            }
        }
        return of;
    }
}
