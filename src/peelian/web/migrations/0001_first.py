"""The first tables."""

import peelian.web.models
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "uid",
                    models.CharField(
                        default=peelian.web.models.new_uid,
                        editable=False,
                        max_length=32,
                        unique=True,
                    ),
                ),
                ("username", models.CharField(max_length=150, unique=True)),
                ("role", models.CharField(max_length=40)),
                ("force", models.CharField(blank=True, max_length=60)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.CharField(max_length=40)),
                ("payload", models.TextField()),
                ("previous", models.CharField(max_length=64, unique=True)),
                ("digest", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "db_table": "ledger",
            },
        ),
        migrations.CreateModel(
            name="ProblemReport",
            fields=[
                (
                    "uid",
                    models.CharField(
                        default=peelian.web.models.new_uid,
                        max_length=32,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("tool", models.CharField(blank=True, db_index=True, max_length=80)),
                ("page", models.CharField(max_length=300)),
                ("words", models.TextField()),
                ("reported_by", models.CharField(max_length=64)),
                ("reported_at", models.DateTimeField()),
            ],
            options={
                "db_table": "problem_report",
            },
        ),
        migrations.CreateModel(
            name="RecommendationRow",
            fields=[
                ("uid", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("tool", models.CharField(db_index=True, max_length=80)),
                ("title", models.TextField()),
                ("force", models.CharField(max_length=60)),
                ("mode", models.CharField(max_length=20)),
                ("created_by", models.CharField(max_length=64)),
                ("payload", models.TextField()),
                ("status", models.CharField(db_index=True, max_length=40)),
                ("version", models.PositiveIntegerField()),
                ("created_at", models.DateTimeField()),
                ("decided_by", models.CharField(blank=True, max_length=64)),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "db_table": "recommendation",
            },
        ),
        migrations.CreateModel(
            name="SignInAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_digest", models.CharField(db_index=True, max_length=64)),
                ("address", models.CharField(db_index=True, max_length=64)),
                ("at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="ToolRun",
            fields=[
                (
                    "uid",
                    models.CharField(
                        default=peelian.web.models.new_uid,
                        max_length=32,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("tool", models.CharField(db_index=True, max_length=80)),
                ("started_by", models.CharField(max_length=64)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("state", models.CharField(db_index=True, max_length=20)),
                ("doing", models.CharField(blank=True, max_length=200)),
                ("done", models.BigIntegerField(default=0)),
                ("total", models.BigIntegerField(null=True)),
                ("summary", models.TextField(blank=True)),
                ("error", models.TextField(blank=True)),
                ("files", models.TextField(default="[]")),
            ],
            options={
                "db_table": "tool_run",
            },
        ),
    ]
