#!/usr/bin/env python3
"""A small tchatator server: a thread for each connection, messages in SQLite, nothing but the standard library.

Written in an afternoon from the text of the protocol, by somebody who writes their first server. It works when one
tries it by hand; README.md tells what tchatator-check found in it.

    PORT            where to listen; 4242 unless told
    MESSAGES        the file of messages; one that lasts as long as the server unless told
    MINUTE_SECONDS  how long the minute of the rate limit lasts; 60 unless told
"""

import json
import os
import signal
import socketserver
import sqlite3
import sys
import tempfile
import threading
import time
from pathlib import Path

PORT = int(os.environ.get('PORT', '4242'))
MESSAGES_PER_MINUTE = 12
MINUTE_SECONDS = float(os.environ.get('MINUTE_SECONDS', '60'))
ACCOUNTS = json.loads((Path(__file__).parent / 'accounts.json').read_text('utf-8'))

PARAMETERS = {
    'LOGIN': ['api-token'],
    'DISCONNECTED': [],
    'SEND_MSG': ['token', 'recipient-id', 'message-length', 'content'],
    'UPDT_MSG': ['token', 'message-id', 'content'],
    'DEL_MSG': ['token', 'message-id'],
    'NEW_CHG_AVAILABLE': ['token'],
    'BLOCK_USER': ['token', 'user-id'],
    'BAN_USER': ['token', 'user-id'],
}

TABLES = """
CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY, sended_date TEXT, modified_date TEXT, sender_id INTEGER, receiver_id INTEGER,
    deleted INTEGER DEFAULT 0, seen INTEGER DEFAULT 0, content TEXT, news TEXT);
CREATE TABLE IF NOT EXISTS banned_user (user_id INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS blocked_user (user_id INTEGER, by_id INTEGER);
"""


class Refused(Exception):
    """The answer is this status, and the command does nothing."""


UNAUTH, DENIED, MISFMT, TOOMRQ = '401/UNAUTH', '403/DENIED', '416/MISFMT', '426/TOOMRQ'


class Database:
    """All threads share one connection, one at a time."""

    def __init__(self, path):
        self.lock = threading.RLock()
        self.connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self.connection.row_factory = sqlite3.Row
        self.connection.executescript(TABLES)

    def run(self, sql, *values):
        """Executes a statement; returns its rows, how many rows it changed, and the id of a new one."""
        with self.lock:
            cursor = self.connection.execute(sql, values)
            return cursor.fetchall(), cursor.rowcount, cursor.lastrowid


class Client(socketserver.StreamRequestHandler):
    """One connection."""

    user = None

    def setup(self):
        super().setup()
        self.sent_at = []

    def handle(self):
        while True:
            line = self.rfile.readline()
            if line == b'':
                return
            try:
                name = line.decode().rstrip('\n')
                if name not in PARAMETERS:
                    raise Refused(MISFMT)
                values = self.read_parameters(PARAMETERS[name])
                data = getattr(self, name.lower())(values)
                self.answer('200/OK', data)
                if name == 'DISCONNECTED':
                    return
            except Refused as refusal:
                self.answer(str(refusal))

    def read_parameters(self, names):
        values = {}
        for _ in names:
            parts = self.rfile.readline().decode().rstrip('\n').split(':')
            if len(parts) < 2:
                raise Refused(MISFMT)
            values[parts[0]] = parts[1]
        if set(values) != set(names):
            raise Refused(MISFMT)
        return values

    def answer(self, status, data=None):
        lines = [status] + [f'{key}:{value}' for key, value in (data or {}).items()]
        self.wfile.write(('\n'.join(lines) + '\n').encode())

    # The commands: each gets its parameters and returns the data lines of its answer.

    def login(self, values):
        account = find('token', values['api-token'])
        if account is None:
            raise Refused(DENIED)
        if database.run('SELECT 1 FROM banned_user WHERE user_id = ?', account['id'])[0]:
            raise Refused(DENIED)
        self.user = account

    def disconnected(self, values):
        self.user = None

    def send_msg(self, values):
        self.authenticate(values)
        recipient = find('id', number(values['recipient-id']))
        content = values['content']
        if len(content.encode()) != number(values['message-length']):
            raise Refused(MISFMT)
        if recipient is None or self.is_blocked_by(recipient):
            raise Refused(DENIED)
        self.count_message()
        _, _, message_id = database.run(
            'INSERT INTO message (sended_date, sender_id, receiver_id, content, news) VALUES (?, ?, ?, ?, ?)',
            now(), self.user['id'], recipient['id'], content, 'new_message')
        return {'message-id': message_id}

    def updt_msg(self, values):
        self.authenticate(values)
        # Who has not yet seen the message gets it as a new one.
        _, changed, _ = database.run(
            "UPDATE message SET content = ?, modified_date = ?, news = coalesce(news, 'message_updated') "
            'WHERE id = ? AND deleted = 0', values['content'], now(), number(values['message-id']))
        if changed == 0:
            raise Refused(DENIED)

    def del_msg(self, values):
        self.authenticate(values)
        _, changed, _ = database.run(
            "UPDATE message SET deleted = 1, news = 'message_deleted' "
            'WHERE id = ? AND deleted = 0 AND sender_id = ?', number(values['message-id']), self.user['id'])
        if changed == 0:
            raise Refused(DENIED)

    def new_chg_available(self, values):
        self.authenticate(values)
        # Nobody may change the message between the two statements.
        with database.lock:
            rows, _, _ = database.run(
                'SELECT * FROM message WHERE receiver_id = ? AND news IS NOT NULL ORDER BY id LIMIT 1',
                self.user['id'])
            if not rows:
                return {}
            message = dict(rows[0])
            database.run('UPDATE message SET news = NULL, seen = 1 WHERE id = ?', message['id'])
        news = message.pop('news')
        if news == 'message_deleted':
            return {'type': news, 'message-id': message['id']}
        return {'type': news, 'message': json.dumps(message, ensure_ascii=False)}

    def block_user(self, values):
        self.authenticate(values)
        user_id = self.somebody(values, ['pro', 'admin'])
        database.run('INSERT INTO blocked_user VALUES (?, ?)', user_id, self.user['id'])

    def ban_user(self, values):
        self.authenticate(values)
        user_id = self.somebody(values, ['admin'])
        database.run('INSERT OR IGNORE INTO banned_user VALUES (?)', user_id)

    # What the commands have in common.

    def authenticate(self, values):
        if self.user is None or values['token'] != self.user['token']:
            raise Refused(UNAUTH)

    def somebody(self, values, roles):
        """The user that a command of these roles is about."""
        if self.user['role'] not in roles:
            raise Refused(DENIED)
        account = find('id', number(values['user-id']))
        if account is None:
            raise Refused(DENIED)
        return account['id']

    def is_blocked_by(self, recipient):
        sql = 'SELECT 1 FROM blocked_user WHERE user_id = ? AND by_id = ?'
        return database.run(sql, self.user['id'], recipient['id'])[0] != []

    def count_message(self):
        at = time.monotonic()
        self.sent_at = [earlier for earlier in self.sent_at if at - earlier < MINUTE_SECONDS]
        if len(self.sent_at) >= MESSAGES_PER_MINUTE:
            raise Refused(TOOMRQ)
        self.sent_at.append(at)


def find(key, value):
    return next((account for account in ACCOUNTS if account[key] == value), None)


def number(text):
    if not text.isdecimal():
        raise Refused(MISFMT)
    return int(text)


def now():
    return time.strftime('%Y-%m-%d %H:%M:%S')


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64


if __name__ == '__main__':
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with tempfile.TemporaryDirectory(prefix='tchatator-') as folder:
        database = Database(os.environ.get('MESSAGES', os.path.join(folder, 'messages.db')))
        with Server(('127.0.0.1', PORT), Client) as server:
            print(f'listening on port {PORT}', flush=True)
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                pass
