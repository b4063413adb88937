-- The tables that servers in the field share. Names are unqualified, so that they land in whatever schema the
-- search path names, and every statement may run again. Only keys and unique columns are indexed, as there.

create table if not exists account (
  id serial primary key,
  created_at timestamp not null default now(),
  updated_at timestamp not null default now()
);

create table if not exists user_account (
  account_id integer primary key references account (id),
  mail varchar(100) unique,
  password varchar(100),
  avatar_url varchar(255),
  reset_password_hash varchar(255),
  address_id integer,
  api_token varchar(64),
  otp_secret varchar(128)
);

create table if not exists administrator_user (
  user_id integer primary key references user_account (account_id),
  pseudo varchar(50)
);

create table if not exists member_user (
  user_id integer primary key references user_account (account_id),
  lastname varchar(50),
  firstname varchar(50),
  pseudo varchar(50) unique,
  phone varchar(16) unique
);

create table if not exists professional_user (
  user_id integer primary key references user_account (account_id),
  code varchar(64),
  denomination varchar(100) unique,
  siren varchar(14),
  phone varchar(16) unique
);

create table if not exists message (
  id serial primary key,
  sended_date timestamp not null default now(),
  modified_date timestamp,
  sender_id integer not null references account (id),
  receiver_id integer not null references account (id),
  deleted boolean not null default false,
  seen boolean not null default false,
  content text not null
);

create table if not exists banned_user (
  id serial primary key,
  user_id integer not null references account (id),
  banned_date timestamp not null default now()
);

-- for_user_id 0 stands for everyone, which is why it refers to no account. The duration is in hours.
create table if not exists blocked_user (
  id serial primary key,
  user_id integer not null references account (id),
  for_user_id integer not null default 0,
  blocked_date timestamp not null default now(),
  duration integer not null default 24
);
