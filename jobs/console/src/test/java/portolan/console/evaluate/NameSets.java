// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import portolan.console.screen.UnusableInputException;

/**
 * The public sets of labelled names in a directory, in their publishers' own files: {@code
 * nomenklatura_name_bench_cases.csv} (pairs; required), {@code dnb_test_names.csv} with {@code
 * dnb_adjusted_test_names.csv} (companies and their misspelled copies), {@code febrl_dataset1.csv.gz} to 3 (persons).
 */
final class NameSets {
    static final String CASES = "nomenklatura_name_bench_cases.csv";
    static final String NAMES = "dnb_test_names.csv";
    static final String COPIES = "dnb_adjusted_test_names.csv";
    private static final List<String> PERSONS =
            List.of("febrl_dataset1.csv.gz", "febrl_dataset2.csv.gz", "febrl_dataset3.csv.gz");

    private final Path directory;

    NameSets(Path directory) throws UnusableInputException {
        if (!Files.isDirectory(directory)) {
            throw new UnusableInputException("there is no such folder: " + directory);
        }
        this.directory = directory;
    }

    /** The companies of a file. */
    List<NamedParty> companies(String file) throws UnusableInputException {
        List<NamedParty> parties = new ArrayList<>();
        for (Map<String, String> row : rows(file, List.of("", "company_name", "country"))) {
            parties.add(NamedParty.company(
                    row.getOrDefault("", ""), row.getOrDefault("company_name", ""), row.getOrDefault("country", "")));
        }
        return parties;
    }

    /** The sets of persons that are there, by file, the originals before the copies. */
    Map<String, List<NamedParty>> persons() throws UnusableInputException {
        Map<String, List<NamedParty>> persons = new LinkedHashMap<>();
        for (String file : PERSONS) {
            if (Files.exists(directory.resolve(file))) {
                List<NamedParty> parties = new ArrayList<>();
                for (Map<String, String> row : rows(file, List.of("rec_id", "given_name", "surname", "suburb"))) {
                    String id = row.getOrDefault("rec_id", "");
                    String[] parts = id.split("-", -1);
                    parties.add(
                            id.endsWith("-org") ? 0 : parties.size(),
                            NamedParty.person(
                                    parts.length > 1 ? parts[1] : id,
                                    row.getOrDefault("given_name", "") + ' ' + row.getOrDefault("surname", ""),
                                    row.getOrDefault("suburb", "")));
                }
                persons.put(file.substring(0, file.indexOf('.')), parties);
            }
        }
        return persons;
    }

    List<Map<String, String>> rows(String file, List<String> required) throws UnusableInputException {
        Path path = directory.resolve(file);
        if (!Files.exists(path)) {
            throw new UnusableInputException("there is no such file: " + path);
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(path), StandardCharsets.UTF_8))) {
            List<Map<String, String>> rows = new ArrayList<>();
            String first = reader.readLine();
            List<String> header = first == null ? List.of() : cells(first);
            for (String column : required) {
                if (!header.contains(column)) {
                    throw new UnusableInputException("a column is missing: file=" + path + ", column='" + column
                            + "', header=" + String.join(",", header));
                }
            }
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                List<String> cells = cells(line);
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < header.size() && i < cells.size(); i++) {
                    row.put(header.get(i), cells.get(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UnusableInputException("cannot be read: file=" + path + ", fault=" + e.getMessage(), e);
        }
    }

    static InputStream open(Path path) throws IOException {
        InputStream in = Files.newInputStream(path);
        return path.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    /** The cells of a line; quoted ones may hold commas and doubled quotes, none of these sets breaks lines in them. */
    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            if (letter == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    cell.append(letter);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (letter == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(letter);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }
}
