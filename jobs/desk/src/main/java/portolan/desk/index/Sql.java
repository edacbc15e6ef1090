// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One connection to the file, with its statements kept. Times go in as milliseconds. Not for several threads. */
final class Sql implements AutoCloseable {
    private final Path file;
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private Sql(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** @throws IndexException if it cannot be opened */
    static Sql open(Path file) {
        Sql sql;
        try {
            sql = new Sql(file, DriverManager.getConnection("jdbc:sqlite:" + file));
        } catch (SQLException e) {
            throw new IndexException(file, e);
        }
        try {
            sql.script("PRAGMA busy_timeout = 10000; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768;");
            return sql;
        } catch (IndexException e) {
            sql.close();
            throw e;
        }
    }

    /** Statements with semicolons between. */
    void script(String statementsOfIt) {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(statementsOfIt);
        } catch (SQLException e) {
            throw new IndexException(file, e);
        }
    }

    void begin() {
        run("BEGIN IMMEDIATE");
    }

    void commit() {
        run("COMMIT");
    }

    void rollback() {
        run("ROLLBACK");
    }

    /** Rows that it changed. */
    int run(String sql, @Nullable Object... values) {
        try {
            return bound(sql, values).executeUpdate();
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    <T> List<T> all(Function<SqlRow, T> read, String sql, @Nullable Object... values) {
        try (ResultSet found = bound(sql, values).executeQuery()) {
            List<T> all = new ArrayList<>();
            while (found.next()) {
                all.add(read.apply(new SqlRow(file, found)));
            }
            return all;
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /** The first row; null where there is none. */
    <T> @Nullable T first(Function<SqlRow, T> read, String sql, @Nullable Object... values) {
        List<T> all = all(read, sql, values);
        return all.isEmpty() ? null : all.get(0);
    }

    /** Of a consignment; null where nothing is known of it. */
    @Nullable
    Long id(CaseKey key) {
        String sql = "SELECT id FROM consignment WHERE tenant = ? AND key = ?";
        return first(SqlRow::number, sql, key.tenant(), key.consignment());
    }

    /** The driver gives up a statement that failed once, as on a full disk: it is made anew the next time. */
    private IndexException failed(String sql, SQLException failure) {
        PreparedStatement statement = statements.remove(sql);
        try {
            if (statement != null) {
                statement.close();
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        return new IndexException(file, failure);
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, plain(values[i]));
        }
        return statement;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Instant time) {
            return time.toEpochMilli();
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        return value instanceof Enum<?> constant ? constant.name() : value;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IndexException(file, e);
        }
    }
}
