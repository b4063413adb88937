-- What the reference server keeps beside the field's tables, and the indexes its statements need.

-- A change that its user has not polled yet, with what the message said at that moment. The id is the order.
create table if not exists pending_change (
  id bigserial primary key,
  user_id integer not null references account (id),
  type varchar(16) not null check (type in ('new_message', 'message_updated', 'message_deleted')),
  message_id integer not null references message (id),
  content text not null,
  modified_date timestamp,
  created_at timestamp not null default now()
);

create index if not exists pending_change_of_user on pending_change (user_id, id);
create index if not exists user_account_of_token on user_account (api_token);
create index if not exists message_of_sender on message (sender_id, sended_date);
create index if not exists banned_user_of_user on banned_user (user_id);
create index if not exists blocked_user_of_user on blocked_user (user_id);
